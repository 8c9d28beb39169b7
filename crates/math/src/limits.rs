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
static SIGNS: [&str; 111] = [
    "Delta",
    "Gamma",
    "Im",
    "Lambda",
    "Leftrightarrow",
    "Omega",
    "Phi",
    "Pi",
    "Psi",
    "Re",
    "Rightarrow",
    "Sigma",
    "Theta",
    "Upsilon",
    "Xi",
    "aleph",
    "alpha",
    "approx",
    "ast",
    "beta",
    "bot",
    "bullet",
    "cap",
    "cdot",
    "cdots",
    "chi",
    "circ",
    "cong",
    "cup",
    "dagger",
    "ddots",
    "delta",
    "dots",
    "downarrow",
    "ell",
    "emptyset",
    "epsilon",
    "equiv",
    "eta",
    "exists",
    "forall",
    "gamma",
    "ge",
    "geq",
    "hbar",
    "hline",
    "iff",
    "implies",
    "in",
    "infty",
    "iota",
    "kappa",
    "lambda",
    "land",
    "langle",
    "ldots",
    "le",
    "leftarrow",
    "leftrightarrow",
    "leq",
    "lnot",
    "lor",
    "mapsto",
    "mid",
    "mp",
    "mu",
    "nabla",
    "ne",
    "neg",
    "neq",
    "notin",
    "nu",
    "omega",
    "oplus",
    "otimes",
    "parallel",
    "partial",
    "perp",
    "phi",
    "pi",
    "pm",
    "prime",
    "psi",
    "qquad",
    "quad",
    "rangle",
    "rho",
    "rightarrow",
    "setminus",
    "sigma",
    "sim",
    "star",
    "subset",
    "subseteq",
    "supset",
    "supseteq",
    "tau",
    "theta",
    "times",
    "to",
    "top",
    "uparrow",
    "upsilon",
    "varepsilon",
    "varphi",
    "vartheta",
    "vdots",
    "vee",
    "wedge",
    "xi",
    "zeta",
];

/// Commands that are done with a fixed number of arguments. At the end of a
/// cell or a row nothing waits for them.
static DONE: [&str; 43] = [
    "bar",
    "binom",
    "boldsymbol",
    "cos",
    "ddot",
    "dfrac",
    "dot",
    "exp",
    "frac",
    "hat",
    "int",
    "lim",
    "ln",
    "log",
    "mathbb",
    "mathbf",
    "mathcal",
    "mathfrak",
    "mathit",
    "mathrm",
    "mathsf",
    "mathtt",
    "max",
    "min",
    "operatorname",
    "overbrace",
    "overline",
    "prod",
    "sin",
    "sqrt",
    "sum",
    "tan",
    "text",
    "textbf",
    "textit",
    "textrm",
    "tfrac",
    "tilde",
    "underbrace",
    "underline",
    "vec",
    "widehat",
    "widetilde",
];

/// What waits in an open brace or table, or around all of them.
#[derive(Default)]
struct Level {
    /// What may swallow the ends of cells and rows, so that these end nothing:
    /// the level itself, and commands that nobody knows.
    kept: usize,
    /// `\left` without its `\right`.
    left: usize,
    /// Commands of [`DONE`].
    done: usize,
}

impl Level {
    fn total(&self) -> usize {
        self.kept + self.left + self.done
    }
}

/// Whether math-core may see a formula.
///
/// Which commands take an argument is its knowledge, so any may that is not
/// one of [`SIGNS`]; signs with bounds may have more in these. A letter is an
/// argument too and ends nothing. Ends that fit no start do not matter:
/// math-core stops there.
pub(crate) fn check(source: &str) -> Result<(), Refusal> {
    if source.len() > LONGEST {
        return Err(Refusal::TooLong);
    }
    let mut levels = vec![Level::default()];
    let (mut total, mut comments) = (0_usize, 0_usize);
    let mut rest = source;
    // Whether the next sign is an argument of what stands before it.
    let mut is_argument = false;
    while let Some(letter) = rest.chars().next() {
        let (token, after) = token(rest, letter);
        rest = after;
        if letter.is_whitespace() {
            continue;
        }
        let is_inside = levels.len() > 1;
        let Some(level) = levels.last_mut() else {
            break;
        };
        let before = level.total();
        let (mut opened, mut closed) = (0, 0);
        let waits = std::mem::take(&mut is_argument);
        match token {
            "%" => {
                // A comment: math-core calls itself for each.
                comments += 1;
                rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
                is_argument = waits;
            }
            "{" | "\\begin" => opened = 1,
            "}" | "\\end" if is_inside => closed = before,
            "&" | "\\\\" if !waits => level.done = 0,
            "\\left" => level.left += 1,
            "\\right" => level.left = level.left.saturating_sub(1),
            _ => match waits_for(token, rest) {
                Waits::No => {}
                Waits::Done => {
                    level.done += 1;
                    is_argument = true;
                }
                Waits::Kept => {
                    level.kept += 1;
                    is_argument = true;
                }
            },
        }
        is_argument |= matches!(token, "_" | "^" | "\\left");
        total = total + level.total() - before;
        if opened > 0 {
            levels.push(Level {
                kept: opened,
                ..Level::default()
            });
        }
        if closed > 0 {
            levels.pop();
        }
        total = total + opened - closed;
        if total > MOST_OPEN || comments > MOST_OPEN {
            return Err(Refusal::TooDeep);
        }
    }
    Ok(())
}

/// Whether a token waits for what follows.
enum Waits {
    No,
    /// Until the end of its cell at most.
    Done,
    /// To the end of its level, for all we know.
    Kept,
}

fn waits_for(token: &str, rest: &str) -> Waits {
    let Some(name) = token.strip_prefix('\\') else {
        // Sums, integrals and the like, which have bounds.
        return match token.chars().next() {
            Some('∏'..='∑' | '∫'..='∳' | '⋀'..='⋃' | '⨀'..='⨜') => Waits::Kept,
            _ => Waits::No,
        };
    };
    if !name.starts_with(|letter: char| letter.is_ascii_alphabetic())
        || SIGNS.binary_search(&name).is_ok()
    {
        return Waits::No;
    }
    // What stands in brackets may have cells of its own.
    let is_done = DONE.binary_search(&name).is_ok() && !rest.trim_start().starts_with('[');
    match is_done {
        true => Waits::Done,
        false => Waits::Kept,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_is_not_deep() {
        assert!(SIGNS.is_sorted() && DONE.is_sorted());
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
            (&*r"\left(\sin x\right) \\ ".repeat(300), Ok(())),
            (&*r"\ln_".repeat(300), Err(Refusal::TooDeep)),
            (&*"∑_".repeat(300), Err(Refusal::TooDeep)),
            (&*r"\frac\\".repeat(300), Err(Refusal::TooDeep)),
            (&*r"\sqrt[&".repeat(300), Err(Refusal::TooDeep)),
            (&*r"\displaystyle & ".repeat(300), Err(Refusal::TooDeep)),
            (
                &*r"\begin{matrix}\left.&".repeat(300),
                Err(Refusal::TooDeep),
            ),
            (&*r"\left.&".repeat(300), Err(Refusal::TooDeep)),
            (&*"{%}\n".repeat(300), Err(Refusal::TooDeep)),
            (&*"%\n".repeat(300), Err(Refusal::TooDeep)),
            (&*"x".repeat(10_001), Err(Refusal::TooLong)),
            ("\\", Ok(())),
        ] {
            let shown: String = source.chars().take(20).collect();
            assert_eq!(check(source), expected, "{shown}");
        }
    }
}
