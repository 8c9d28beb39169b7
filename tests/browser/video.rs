//! Videos of others, files that are played, pictures that wait.

use super::support::{Blog, post};

const VIDEO: &str = "Text.\n\nhttps://youtu.be/a-b_c1D2E3F?t=90\n\nMore.\n";

#[test]
fn a_video_is_asked_for_when_its_card_is_clicked_and_not_before() {
    Blog::new()
        .site("language: ru")
        .post("posts/a.md", &post("title: A", VIDEO))
        .read(async |reader| {
            // There may be no network: what a frame says of it is not ours.
            reader.expects_report("youtube-nocookie.com");
            reader.open("/posts/a/").await;
            reader.sees(".video a", "Видео на YouTube").await;
            reader
                .sees(".video small", "www.youtube-nocookie.com")
                .await;
            let others = "return performance.getEntriesByType('resource')\
                          .filter(({ name }) => !name.startsWith(location.origin)).length";
            assert_eq!(reader.ask(others).await, 0);
            let href = reader
                .ask("return document.querySelector('.video a').href")
                .await;
            assert_eq!(href, "https://www.youtube.com/watch?v=a-b_c1D2E3F&t=90s");
            reader.clicks(".video a").await;
            let frame = reader
                .ask(
                    "const frame = document.querySelector('.video iframe');\
                     return [frame.src, frame.title, frame.sandbox.value, frame.referrerPolicy].join(' | ')",
                )
                .await;
            assert_eq!(
                frame,
                "https://www.youtube-nocookie.com/embed/a-b_c1D2E3F?start=90 | Видео на YouTube | \
                 allow-scripts allow-same-origin allow-presentation | \
                 strict-origin-when-cross-origin"
            );
            let address = reader.ask("return location.pathname").await;
            assert_eq!(address, "/posts/a/");
        });
}

#[test]
fn a_page_without_videos_loads_nothing_for_videos() {
    Blog::new()
        .post(
            "posts/a.md",
            &post(
                "title: A\ndate: 2024-01-02",
                "A [link](https://youtu.be/a-b_c1D2E3F).",
            ),
        )
        .post("posts/b.md", &post("title: B\ndate: 2024-01-01", VIDEO))
        .read(async |reader| {
            reader.open("/posts/a/").await;
            reader.sees(".neighbours", "B").await;
            assert!(reader.host().arrivals("/video/*").is_empty());
            reader.clicks(".neighbours a").await;
            reader.sees(".video small", "Plays here").await;
        });
}
