//! Texts that are small and ask for much, or that readers of Markdown have
//! taken ages for. Shared by the tests, which ask for an article of a decent
//! size, and the benchmark, which asks for time in proportion.

/// Makes a text that is as large as its argument says, in units of its own.
pub type Generator = fn(usize) -> String;

/// What is repeated, and by whom.
pub const GENERATORS: &[(&str, Generator)] = &[
    // Blocks in blocks.
    ("quotations", |n| ">".repeat(n)),
    ("quotations with spaces", |n| "> ".repeat(n) + "a"),
    ("lists", |n| "- ".repeat(n)),
    ("lists of numbers", |n| "1. ".repeat(n) + "a"),
    ("quotations and lists", |n| "> - ".repeat(n)),
    ("deep lists", |n| {
        made(n.isqrt(), |depth| "  ".repeat(depth) + "- a\n")
    }),
    ("deep quotations", |n| {
        made(n.isqrt(), |depth| ">".repeat(depth) + "a\n")
    }),
    ("quotations going on lazily", |n| {
        ">".repeat(50) + "a\n" + &"b\n".repeat(n)
    }),
    ("quotations that end and begin", |n| "> a\n\n".repeat(n)),
    ("list markers alone", |n| "-\n".repeat(n)),
    ("lists of all kinds", |n| {
        "- a\n+ a\n* a\n1. a\n2) a\n".repeat(n)
    }),
    ("items far apart", |n| "- a\n\n\n".repeat(n)),
    ("tasks", |n| "- [x] a\n".repeat(n)),
    ("tabs", |n| "\t".repeat(n) + "a"),
    ("lists with tabs", |n| "-\t".repeat(n) + "a"),
    ("blank lines", |n| "a\n".to_owned() + &"\n".repeat(n) + "b"),
    ("lines of a paragraph", |n| "a\n".repeat(n)),
    ("lines that end hard", |n| "a  \n".repeat(n)),
    ("one long word", |n| "a".repeat(n)),
    ("one long line", |n| "word ".repeat(n)),
    ("spaces", |n| "a".to_owned() + &" ".repeat(n) + "b"),
    ("rules", |n| "---\n".repeat(n)),
    ("nearly rules", |n| "- ".repeat(n) + "x"),
    ("rules of stars", |n| "* ".repeat(n)),
    ("underlines", |n| "a\n===\n\n".repeat(n)),
    ("underlines of nothing", |n| "===\n".repeat(n)),
    ("headings", |n| "# a\n".repeat(n)),
    ("headings with numbers", |n| {
        made(n, |at| format!("# a-{}\n# a\n", at % 9))
    }),
    ("headings that end", |n| "# a ".to_owned() + &"#".repeat(n)),
    ("headings with signs in between", |n| {
        "# ".to_owned() + &"# ".repeat(n) + "a"
    }),
    ("headings with names", |n| "# a {#b}\n".repeat(n)),
    ("fences", |n| "```\n".repeat(n)),
    ("fences that grow", |n| {
        made(n.isqrt(), |length| "`".repeat(length + 3) + "\n")
    }),
    ("code in indents", |n| "    a\n\n".repeat(n)),
    ("fences that never end", |n| "> ```\n\n".repeat(n)),
    ("alerts", |n| "> [!NOTE]\n> a\n\n".repeat(n)),
    ("alerts in alerts", |n| "> [!NOTE]\n".repeat(n)),
    ("definitions", |n| "a\n: b\n\n".repeat(n)),
    ("definitions in definitions", |n| {
        "a\n".to_owned() + &": ".repeat(n) + "b"
    }),
    ("terms without definitions", |n| "a\n\n".repeat(n) + ": b"),
    // Tables.
    ("tables", |n| "a|b\n-|-\nc|d\n\n".repeat(n)),
    ("wide tables", |n| {
        "a|".repeat(n) + "\n" + &"-|".repeat(n) + "\n" + &"b|".repeat(n)
    }),
    ("tables with short rows", |n| {
        let side = n.isqrt();
        "a|".repeat(side) + "\n" + &"-|".repeat(side) + "\n" + &"b\n".repeat(side)
    }),
    ("tables that are none", |n| "a|b\n".repeat(n)),
    ("rules of tables", |n| "|-|\n".repeat(n)),
    ("bars", |n| "|".repeat(n)),
    ("escaped bars", |n| {
        "a|b\n-|-\n".to_owned() + &"\\|".repeat(n)
    }),
    // Emphasis and what looks like it.
    ("emphasis", |n| "*a **b ".repeat(n)),
    ("emphasis ends", |n| "a** b* ".repeat(n)),
    ("emphasis never ends", |n| "*a ".repeat(n)),
    ("emphasis never begins", |n| "a* ".repeat(n)),
    ("emphasis in emphasis", |n| {
        "*a ".repeat(n) + &"b* ".repeat(n)
    }),
    ("emphasis of two kinds", |n| "*a_ ".repeat(n)),
    ("emphasis by threes", |n| "a***b_c__".repeat(n)),
    ("stars", |n| "*".repeat(n)),
    ("stars within words", |n| "a*".repeat(n)),
    ("underscores within words", |n| "a_".repeat(n)),
    ("struck out", |n| "~~a ".repeat(n)),
    ("tildes", |n| "~".repeat(n) + "a"),
    ("tildes of one and two", |n| "~a~~b ".repeat(n)),
    ("raised", |n| "a^b".repeat(n)),
    ("lowered", |n| "a~b ".repeat(n)),
    ("backquotes", |n| {
        made(n.isqrt(), |length| "`".repeat(length + 1) + " ")
    }),
    ("dollars", |n| "$a ".repeat(n)),
    ("dollars in braces", |n| "{$".repeat(n)),
    ("formulas", |n| "$a$".repeat(n)),
    ("backquotes alone", |n| "`a".repeat(n)),
    ("backquotes after backslashes", |n| "\\`".repeat(n)),
    ("backslashes", |n| "\\".repeat(n)),
    ("dollars", |n| "$a ".repeat(n)),
    ("pairs of dollars", |n| "$$a$ ".repeat(n)),
    ("dollars and braces", |n| "${".repeat(n)),
    ("equal signs", |n| "==a ".repeat(n)),
    ("quotation marks", |n| "\"a 'b ".repeat(n)),
    ("apostrophes", |n| "'".repeat(n)),
    ("dashes and dots", |n| "a---b--c...".repeat(n)),
    ("colons", |n| ":a:".repeat(n)),
    // Links and what looks like them.
    ("brackets", |n| "[".repeat(n)),
    ("brackets that end", |n| "]".repeat(n)),
    ("brackets in brackets", |n| {
        "[".repeat(n) + "a" + &"]".repeat(n)
    }),
    ("brackets and braces", |n| "[a](".repeat(n)),
    ("brackets, braces and angles", |n| "[a](<b".repeat(n)),
    ("links in links", |n| "[a](b)".repeat(n)),
    ("links around links", |n| "[a".repeat(n) + &"](b)".repeat(n)),
    ("braces in addresses", |n| {
        "[a](".to_owned() + &"(".repeat(n) + &")".repeat(n) + ")"
    }),
    ("titles that never end", |n| "[a](b \"".repeat(n)),
    ("exclamation marks", |n| "!".repeat(n)),
    ("pictures never finished", |n| "![a".repeat(n)),
    ("pictures in pictures", |n| {
        "![a".repeat(n) + &"](b)".repeat(n)
    }),
    ("references", |n| "[a]: b\n\n".to_owned() + &"[a]".repeat(n)),
    ("references to nothing", |n| "[a][b]".repeat(n)),
    ("definitions of references", |n| {
        made(n, |at| format!("[a{at}]: b\n")) + "\n[a0]"
    }),
    ("references to themselves", |n| {
        made(n, |at| format!("[a{at}]: b\n\n[a{at}]\n\n"))
    }),
    ("one definition many times", |n| "[a]: b\n".repeat(n)),
    ("long references", |n| {
        format!("[{0}]: b\n\n[{0}]", "a".repeat(n))
    }),
    ("references with long addresses", |n| {
        let side = n.isqrt();
        format!("[a]: {}\n\n", "b".repeat(side)) + &"[a]".repeat(side)
    }),
    ("titles of references", |n| "[a]: b '\n".repeat(n)),
    ("colons after brackets", |n| "[a]:\n".repeat(n)),
    ("footnotes", |n| {
        made(n, |at| format!("[^{at}]\n\n[^{at}]: a\n\n"))
    }),
    ("calls of a footnote", |n| "[^1]".repeat(n) + "\n\n[^1]: a"),
    ("footnotes in footnotes", |n| "[^1]: ".repeat(n)),
    ("footnotes that call each other", |n| {
        made(n, |at| format!("[^{at}]: [^{}]\n", at + 1)) + "\n[^0]"
    }),
    ("footnotes nobody calls", |n| {
        made(n, |at| format!("[^{at}]: a\n"))
    }),
    ("footnotes never defined", |n| "[^a]".repeat(n)),
    ("wikilinks", |n| "[[a|b]]".repeat(n)),
    ("open wikilinks", |n| "[[a".repeat(n)),
    ("wikilinks in wikilinks", |n| {
        "[[".repeat(n) + "a" + &"]]".repeat(n)
    }),
    ("wikilinks on lines", |n| "[[a\n".repeat(n)),
    ("wiki pictures", |n| "![[a.png]]".repeat(n)),
    ("attributes of blocks", |n| "{#a .b}\n".repeat(n)),
    ("attributes never finished", |n| "# a {#".repeat(n)),
    ("attributes of headings", |n| {
        "# a {".to_owned() + &".b ".repeat(n) + "}"
    }),
    ("braces", |n| "{".repeat(n)),
    ("shortcodes", |n| "{{< a >}}".repeat(n)),
    ("shortcodes never finished", |n| "{{< a \"".repeat(n)),
    ("shortcodes of the other kind", |n| "{{% a %}}\n".repeat(n)),
    ("commands", |n| "{% a %}".repeat(n)),
    ("commands never finished", |n| "{% a ".repeat(n)),
    // Links that are written as text.
    ("autolinks", |n| "www.a.b ".repeat(n)),
    ("autolinks in a row", |n| "www.a_b.www.".repeat(n)),
    ("autolinks of nothing", |n| "www.".repeat(n)),
    ("schemes in a row", |n| "http://".repeat(n)),
    ("letters of schemes", |n| "hhttps:/".repeat(n)),
    ("ends of autolinks", |n| {
        "http://a.b/".to_owned() + &")".repeat(n)
    }),
    ("braces of autolinks", |n| {
        "http://a.b/".to_owned() + &"(".repeat(n) + &")".repeat(n)
    }),
    ("dots after autolinks", |n| {
        "http://a.b/".to_owned() + &".".repeat(n)
    }),
    ("entities after autolinks", |n| {
        "http://a.b/".to_owned() + &"&a;".repeat(n)
    }),
    ("semicolons after autolinks", |n| {
        "https://a.b/".to_owned() + &";".repeat(n)
    }),
    ("mail", |n| "a@".repeat(n)),
    ("mail in a row", |n| "a@b.c.".repeat(n)),
    ("mail at the end", |n| "a".repeat(n) + "@b.c"),
    ("dots before mail", |n| "a.".repeat(n) + "@"),
    ("hosts that links name", |n| {
        "[https://a.bc](https://d.ef) ".repeat(n)
    }),
    ("videos", |n| "https://youtu.be/a-b_c1D2E3F\n\n".repeat(n)),
    ("hosts of another alphabet", |n| {
        "<https://мир.рф/> ".repeat(n)
    }),
    // HTML.
    ("tags", |n| "<b>".repeat(n)),
    ("tags of no element", |n| "<a-b>".repeat(n)),
    ("tags that end", |n| "<b></b>".repeat(n)),
    ("tags in tags", |n| {
        "<div>".repeat(n) + "a" + &"</div>".repeat(n)
    }),
    ("tags on lines", |n| "<div>\n\n".repeat(n)),
    ("end tags", |n| "</b>".repeat(n)),
    ("end tags of blocks", |n| "</div>\n".repeat(n)),
    ("tags crossed", |n| "<b><i></b></i>".repeat(n)),
    ("tags in a block", |n| {
        "<div>\n".to_owned() + &"<i>a".repeat(n)
    }),
    ("letters of tags", |n| "<".repeat(n)),
    ("letters of end tags", |n| "</".repeat(n)),
    ("tags with spaces", |n| "a <b ".to_owned() + &" ".repeat(n)),
    ("tables in tables", |n| "<table>".repeat(n)),
    ("cells", |n| "<td>".repeat(n)),
    ("cells in tables", |n| {
        "<table><tr>".to_owned() + &"<td>a".repeat(n)
    }),
    ("words in tables", |n| {
        "<table>".to_owned() + &"a<tr>".repeat(n)
    }),
    ("items", |n| "<ul><li>a".repeat(n)),
    ("items without lists", |n| "<li>a".repeat(n)),
    ("paragraphs", |n| "<p>a".repeat(n)),
    ("ends of paragraphs", |n| {
        "<div>\n".to_owned() + &"</p>".repeat(n)
    }),
    ("links of HTML", |n| "<a href=x>a".repeat(n)),
    ("headings of HTML", |n| "<h1>a".repeat(n)),
    ("details", |n| "<details><summary>a</summary>".repeat(n)),
    ("dropped", |n| "<svg>".repeat(n)),
    ("dropped and ended", |n| "<svg></svg>a".repeat(n)),
    ("scripts", |n| "<script>".repeat(n)),
    ("scripts in a line", |n| "a <script>".repeat(n)),
    ("text areas", |n| "<textarea>".repeat(n)),
    ("unfinished tags", |n| "<a b=\"".repeat(n)),
    ("unfinished tags in a block", |n| {
        "<div>\n".to_owned() + &"<a b='".repeat(n)
    }),
    ("attributes", |n| "<a ".to_owned() + &"b=c ".repeat(n) + ">"),
    ("attributes of one name", |n| {
        "<div>".to_owned() + &"<a ".repeat(3) + &"title=c ".repeat(n) + ">"
    }),
    ("long attributes", |n| {
        format!("<a title=\"{}\">", "b".repeat(n))
    }),
    ("names of elements", |n| "<b id=a>".repeat(n)),
    ("pictures of all sizes", |n| {
        "<img srcset='".to_owned() + &"a 1x, ".repeat(n) + "'>"
    }),
    ("comments", |n| "<!-- a".repeat(n)),
    ("comments in a line", |n| "a <!-- ".repeat(n)),
    ("dashes of comments", |n| {
        "a <!--".to_owned() + &"-".repeat(n)
    }),
    ("comments that end", |n| "<!-- a -->".repeat(n)),
    ("processing instructions", |n| "a <?".repeat(n)),
    ("processing instructions on lines", |n| "<?\n\n".repeat(n)),
    ("processing instructions that end far away", |n| {
        "> <?\n\n".repeat(n) + "?>"
    }),
    ("dropped on lines", |n| "<svg>\n\n".repeat(n) + "</svg>"),
    ("declarations", |n| "a <!A".repeat(n)),
    ("character data", |n| "a <![CDATA[".repeat(n)),
    ("entities", |n| "&copy;".repeat(n)),
    ("entities of HTML", |n| {
        "<div>".to_owned() + &"&copy;&".repeat(n)
    }),
    ("numbers of entities", |n| {
        "&#".to_owned() + &"1".repeat(n) + ";"
    }),
    ("ampersands", |n| "&".repeat(n)),
    ("blocks in a paragraph", |n| "a <div>b</div> ".repeat(n)),
    // Letters.
    ("hidden characters", |n| {
        "`".to_owned() + &"\u{202E}".repeat(n) + "`"
    }),
    ("marks on a letter", |n| {
        "a".to_owned() + &"\u{301}".repeat(n)
    }),
    ("nothings", |n| "\0".repeat(n)),
    ("returns", |n| "a\r".repeat(n)),
    ("letters of four bytes", |n| "🎉".repeat(n)),
];

fn made(n: usize, part: impl Fn(usize) -> String) -> String {
    (0..n).map(part).collect()
}
