//! How much of everything a formula may have, and why.
//!
//! math-core calls itself for whatever stands in something, so what may be
//! nested is bounded before it sees it: a stack that is used up ends the
//! command, and in the browser the module.

use crate::refusal::Refusal;

/// How long a formula is, in bytes. The longest in textbooks have one or two
/// thousand; a matrix of numbers fits.
pub(crate) const LONGEST: usize = 10_000;
/// How many commands and braces may be waiting for what follows them. In the
/// browser a level takes up to 2.5 KB of a stack of 1 MB.
pub(crate) const MOST_OPEN: usize = 200;
/// How deep elements nest, as those of an article do.
pub(crate) const DEEPEST: usize = 64;
/// How many elements a formula has. A short source can ask for many: each row
/// of a numbered table is five.
pub(crate) const MOST_ELEMENTS: usize = 10_000;
/// How many elements all formulas of an article have, of what browsers lay out
/// in about a second.
pub(crate) const MOST_OF_ALL: usize = 100_000;
/// The widest space, in em: what a page can have without becoming a scroll
/// bar.
pub(crate) const WIDEST: f32 = 100.0;

/// Commands that are a sign and take nothing, in the order of the alphabet; so
/// that a long sum is not taken for a tower.
static SIGNS: [&str; 88] = [
    "Delta",
    "Gamma",
    "Lambda",
    "Omega",
    "Phi",
    "Pi",
    "Psi",
    "Rightarrow",
    "Sigma",
    "Theta",
    "Upsilon",
    "Xi",
    "alpha",
    "approx",
    "beta",
    "cap",
    "cdot",
    "cdots",
    "chi",
    "cos",
    "cup",
    "dagger",
    "delta",
    "dots",
    "ell",
    "end",
    "epsilon",
    "equiv",
    "eta",
    "exists",
    "exp",
    "forall",
    "gamma",
    "ge",
    "geq",
    "hbar",
    "in",
    "infty",
    "int",
    "iota",
    "kappa",
    "lambda",
    "langle",
    "ldots",
    "le",
    "leq",
    "lim",
    "ln",
    "log",
    "mapsto",
    "max",
    "min",
    "mp",
    "mu",
    "nabla",
    "ne",
    "neq",
    "notin",
    "nu",
    "omega",
    "partial",
    "phi",
    "pi",
    "pm",
    "prod",
    "psi",
    "qquad",
    "quad",
    "rangle",
    "rho",
    "right",
    "rightarrow",
    "sigma",
    "sim",
    "sin",
    "subset",
    "sum",
    "tan",
    "tau",
    "theta",
    "times",
    "to",
    "upsilon",
    "varepsilon",
    "varphi",
    "vartheta",
    "xi",
    "zeta",
];

/// Whether math-core may see a formula.
///
/// Which commands take an argument is its knowledge, so any may that is not
/// one of [`SIGNS`]; a letter is an argument too and ends nothing. Only the end
/// of a cell or a row does, and of the brace or the table around. Ends that
/// fit no start do not matter: math-core stops there.
pub(crate) fn check(source: &str) -> Result<(), Refusal> {
    if source.len() > LONGEST {
        return Err(Refusal::TooLong);
    }
    // What waits in each open brace or table, with itself; and in all.
    let mut waiting: Vec<usize> = vec![0];
    let mut total = 0_usize;
    let mut rest = source;
    while let Some(letter) = rest.chars().next() {
        let (token, after) = token(rest, letter);
        rest = after;
        let is_inside = waiting.len() > 1;
        match (token, waiting.last_mut()) {
            ("{" | "\\begin", _) => {
                total += 1;
                waiting.push(1);
            }
            ("}" | "\\end", _) if is_inside => total -= waiting.pop().unwrap_or_default(),
            ("&" | "\\\\", Some(last)) => {
                let own = usize::from(is_inside);
                total -= std::mem::replace(last, own) - own;
            }
            (command, Some(last)) if takes_something(command) => {
                total += 1;
                *last += 1;
            }
            _ => {}
        }
        if total > MOST_OPEN {
            return Err(Refusal::TooDeep);
        }
    }
    Ok(())
}

/// A command or a letter, and what follows.
fn token(text: &str, first: char) -> (&str, &str) {
    let rest = text.get(first.len_utf8()..).unwrap_or_default();
    let name = match (first, rest.chars().next()) {
        ('\\', Some(letter)) if letter.is_ascii_alphabetic() => {
            let end = rest.find(|letter: char| !letter.is_ascii_alphabetic());
            end.unwrap_or(rest.len())
        }
        ('\\', Some(letter)) => letter.len_utf8(),
        _ => 0,
    };
    text.split_at(first.len_utf8() + name)
}

fn takes_something(token: &str) -> bool {
    let Some(name) = token.strip_prefix('\\') else {
        return false;
    };
    name.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && SIGNS.binary_search(&name).is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_is_not_deep() {
        assert!(SIGNS.is_sorted());
        for (source, expected) in [
            ("", Ok(())),
            (&*r"\alpha_1+\frac{1}{2}\,".repeat(150), Ok(())),
            (&*r"\frac12 & \sqrt x \\ ".repeat(400), Ok(())),
            (&*"{x}".repeat(2_000), Ok(())),
            (&*"}".repeat(300), Ok(())),
            (&*"{".repeat(300), Err(Refusal::TooDeep)),
            (&*r"\sqrt".repeat(300), Err(Refusal::TooDeep)),
            (&*r"\frac1".repeat(300), Err(Refusal::TooDeep)),
            (&*r"\begin{matrix}&".repeat(300), Err(Refusal::TooDeep)),
            (&*r"\begin{matrix}x\end{matrix}".repeat(300), Ok(())),
            (&*r"{\sqrt\sqrt".repeat(100), Err(Refusal::TooDeep)),
            (&*"x".repeat(10_001), Err(Refusal::TooLong)),
            ("\\", Ok(())),
        ] {
            let shown: String = source.chars().take(20).collect();
            assert_eq!(check(source), expected, "{shown}");
        }
    }
}
