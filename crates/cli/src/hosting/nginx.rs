//! `nginx.conf`: a server for the site, to be included in `http`.

use super::{Hosting, POLICY};

pub(super) fn text(hosting: &Hosting<'_>) -> String {
    let root = hosting.root;
    let mut out = format!(
        r#"# A server for this site. Put the folder where `root` and the path say, change
# the name, and include this file in the `http` block (conf.d is).

map $uri $inkfold_cache {{
    default "no-cache";
    "~/content/catalog/[0-9a-f]{{16}}\.json$" "public, max-age=31536000, immutable";
    "~-[0-9a-f]{{8,}}(_bg)?\.(js|css|wasm)$" "public, max-age=31536000, immutable";
}}

server {{
    listen 80;
    server_name example.org;
    # The files of this folder stand below it, at {root}
    root /srv/blog;
    charset utf-8;
    index index.html;
    error_page 404 {root}404.html;

    # An `add_header` within a `location` would switch these off there.
    add_header Cache-Control $inkfold_cache always;
    # Pages elsewhere may show the blog: all of it is public.
    add_header Access-Control-Allow-Origin "*" always;
    add_header Cross-Origin-Resource-Policy cross-origin always;
    add_header X-Content-Type-Options nosniff always;
    add_header Content-Security-Policy "{POLICY}" always;

    location ~ \.wasm$ {{
        types {{ }}
        default_type application/wasm;
    }}
    location ~ \.webmanifest$ {{
        types {{ }}
        default_type application/manifest+json;
    }}
    location ~ \.md$ {{
        types {{ }}
        default_type "text/markdown; charset=utf-8";
    }}
    location ~ /(\.inkfold|\.nojekyll|_headers|_redirects|nginx\.conf)$ {{
        return 404;
    }}
"#
    );
    if hosting.compressed {
        out.push_str(
            "\n    gzip_static on;\n    gzip_vary on;\n    # With the module ngx_brotli:\n    # brotli_static on;\n",
        );
    }
    let redirects = hosting
        .redirects
        .iter()
        .filter(|redirect| redirect.is_plain());
    for (index, redirect) in redirects.enumerate() {
        if index == 0 {
            out.push('\n');
        }
        let (from, to) = redirect.addresses(root);
        out.push_str(&format!(
            "    location = \"{from}\" {{ return 301 \"{to}\"; }}\n"
        ));
    }
    out.push_str("}\n");
    out
}
