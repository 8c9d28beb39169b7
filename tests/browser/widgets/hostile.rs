//! The page of the sample blog that makes it hard for elements.

use serde_json::json;

use super::super::support::Blog;

#[test]
fn elements_are_read_in_a_page_that_makes_it_hard() {
    Blog::sample().read(async |reader| {
        reader.expects_report("no-such-post");
        reader.go("/content/widgets/hostile.html").await;
        let ids = ["shouting", "unset", "framework", "rtl", "dark", "painted"];
        for id in ids {
            reader.ask(&format!("document.getElementById('{id}').scrollIntoView()")).await;
            let shown = format!(
                "const title = document.getElementById('{id}').shadowRoot?.querySelector('.inkfold-frame:not([hidden]) .post-title'); \
                 return title?.checkVisibility() && title.getClientRects()[0].height > 10"
            );
            reader.sees_that(id, &shown).await;
        }
        reader.ask("document.getElementById('missing').scrollIntoView()").await;
        reader
            .sees_that("a sentence", "return document.getElementById('missing').shadowRoot?.textContent.includes('status 404')")
            .await;
        // What is inherited inside is the font, the colour, and whether anything is to be seen.
        let style = "const style = (id, selector) => { const element = document.getElementById(id).shadowRoot.querySelector(`.inkfold-frame ${selector}`); \
            const { textTransform, letterSpacing, visibility, whiteSpace, textAlign, pointerEvents, direction, listStyleType } = getComputedStyle(element); \
            return [textTransform, letterSpacing, visibility, whiteSpace, textAlign, pointerEvents, direction].join(); }; ";
        let plain = "none,normal,visible,normal";
        for (id, side, direction) in [("shouting", "left", "ltr"), ("unset", "left", "ltr"), ("rtl", "right", "rtl")] {
            let found = reader.ask(&format!("{style} return style('{id}', '.summary p')")).await;
            assert_eq!(found, json!(format!("{plain},{side},auto,{direction}")), "{id}");
        }
        let sizes = "const size = (id, selector) => parseFloat(getComputedStyle(document.getElementById(id).shadowRoot.querySelector(`.inkfold-frame ${selector}`)).fontSize); ";
        let found = reader.ask(&format!("{sizes} return [size('framework', '.post-title') > 20, size('framework', 'p'), size('rtl', '.summary p')]")).await;
        assert_eq!(found, json!([true, 17, 11]));
        let line = "return getComputedStyle(document.getElementById('framework').shadowRoot.querySelector('.post-body a')).textDecorationLine";
        assert_eq!(reader.ask(line).await, "underline");
        let painted = "const style = getComputedStyle(document.getElementById('painted').shadowRoot.querySelector('.inkfold-frame')); \
            return [style.backgroundColor, style.paddingTop]";
        assert_eq!(reader.ask(painted).await, json!(["rgb(22, 24, 27)", "17px"]));
        // The page's router has its own links, and the blog its.
        let here = reader.ask("return location.href").await;
        reader.ask("document.getElementById('dark').shadowRoot.querySelector('.inkfold-frame .post-title a').click()").await;
        reader
            .sees_that("a post", "return document.getElementById('dark').shadowRoot.querySelector('.inkfold-frame .post-body') !== null")
            .await;
        assert_eq!(reader.ask("return location.href").await, here);
    });
}
