//! A small server of static files, for this machine only.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;

use tiny_http::{Header, Method, Response};

use crate::Outcome;
use crate::layout::{SINGLE, plain_name};

/// The policy of the hosted page, as index.html has it: its own files and nothing else. What it says of scripts `boot.js` adds,
/// for old engines need another word; a policy that is sent cannot know.
const POLICY: &str = "object-src 'none'; form-action 'none'; base-uri 'none'; frame-src 'none'; img-src 'self' data:; \
    require-trusted-types-for 'script'; trusted-types gouji; connect-src 'self'; worker-src 'self'; manifest-src 'self'; \
    style-src 'self'; font-src 'self'";

/// A server that is bound to its port.
pub struct Server {
    folder: PathBuf,
    server: Arc<tiny_http::Server>,
    port: u16,
}

/// A server at work in the background; it ends when this is dropped.
pub struct Running {
    server: Arc<tiny_http::Server>,
    thread: Option<JoinHandle<()>>,
    /// Where it answers.
    pub address: String,
}

impl Server {
    /// Binds to `port` on 127.0.0.1, or to the next free one of the twenty behind it; 0 takes any.
    pub fn bind(folder: PathBuf, port: u16) -> Outcome<Self> {
        let last = if port == 0 { 0 } else { port.saturating_add(20) };
        for port in port..=last {
            if let Ok(server) = tiny_http::Server::http(("127.0.0.1", port)) {
                let port = server.server_addr().to_ip().map_or(port, |address| address.port());
                return Ok(Server { folder, server: Arc::new(server), port });
            }
            eprintln!("端口 {port} 不能用（多半已被占用），改试下一个。");
        }
        Err(format!("端口 {port} 到 {last} 都不能用。请另选一个：cargo xtask start --port 端口号"))
    }

    /// Where it answers.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Answers until the process ends.
    pub fn serve(&self) {
        answer_all(&self.server, &self.folder);
    }

    /// Answers in the background.
    pub fn run(self) -> Running {
        let address = self.address();
        let server = Arc::clone(&self.server);
        let thread = std::thread::spawn(move || answer_all(&self.server, &self.folder));
        Running { server, thread: Some(thread), address }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.server.unblock();
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has nothing left to end.
            let _ = thread.join();
        }
    }
}

fn answer_all(server: &tiny_http::Server, folder: &Path) {
    for request in server.incoming_requests() {
        if !matches!(request.method(), Method::Get | Method::Head) {
            let _ = request.respond(Response::from_string("405").with_status_code(405));
            continue;
        }
        let file = path_of(request.url(), folder).and_then(|path| Some((File::open(&path).ok()?, path)));
        // A visitor who went away needs no answer.
        let _ = match file {
            Some((file, path)) => {
                let mut response = Response::from_file(file);
                let headers = [
                    ("Content-Type", content_type(&path)),
                    ("X-Content-Type-Options", "nosniff"),
                    ("Referrer-Policy", "no-referrer"),
                    ("Cache-Control", caching(&path)),
                ];
                // The single file has a policy of its own, for what stands in it.
                let policy = (!path.ends_with(SINGLE)).then_some(("Content-Security-Policy", POLICY));
                for (name, value) in headers.into_iter().chain(policy) {
                    if let Ok(header) = Header::from_bytes(name, value) {
                        response.add_header(header);
                    }
                }
                request.respond(response)
            }
            None => request.respond(Response::from_string("404").with_status_code(404)),
        };
    }
}

/// The file behind a URL; only plain names inside the folder.
fn path_of(url: &str, folder: &Path) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next()?.trim_start_matches('/');
    let path = if path.is_empty() { "index.html" } else { path };
    let plain = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
    };
    let found = path.split('/').all(plain).then(|| folder.join(path))?;
    found.is_file().then_some(found)
}

/// A name with a hash of the content never stands for another content.
fn caching(path: &Path) -> &'static str {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    if plain_name(name) == name { "no-cache" } else { "public, max-age=31536000, immutable" }
}

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json" | "webmanifest") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("txt") => "text/plain; charset=utf-8",
        Some("md") => "text/markdown; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failing test should stop at once")]

    use std::fs;
    use std::io::{Read, Write};
    use std::net::TcpStream;

    use super::*;

    /// The whole answer to one request of a server over a folder `page` that lies beside a file `secret.txt`.
    fn answer(name: &str, request: &str) -> String {
        let folder = std::env::temp_dir().join(format!("gouji-serve-{}-{name}", std::process::id()));
        fs::create_dir_all(folder.join("page/.git")).unwrap();
        for (file, content) in [
            ("secret.txt", "secret"),
            ("page/.git/config", "secret"),
            ("page/index.html", "the page"),
            ("page/gouji-web_bg.wasm", "\0asm"),
            ("page/boot-0123456789abcdef.js", "start"),
        ] {
            fs::write(folder.join(file), content).unwrap();
        }
        let server = Server::bind(folder.join("page"), 0).unwrap().run();
        let host = server.address.trim_start_matches("http://").trim_end_matches('/');
        let mut stream = TcpStream::connect(host).unwrap();
        write!(stream, "{request} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        drop(server);
        fs::remove_dir_all(folder).unwrap();
        answer
    }

    #[test]
    fn the_page_comes_with_its_policy() {
        let answer = answer("page", "GET /?a=b");
        assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("the page"), "{answer}");
        assert!(answer.contains(&format!("Content-Security-Policy: {POLICY}\r\n")));
        assert!(answer.contains("X-Content-Type-Options: nosniff"));
        assert!(answer.contains("Content-Type: text/html; charset=utf-8"));
    }

    #[test]
    fn the_policy_is_that_of_the_page() {
        assert!(crate::layout::index().unwrap().contains(&format!("content=\"{POLICY}\"")));
    }

    #[test]
    fn what_has_a_hash_in_its_name_is_kept_and_what_has_none_is_asked_for_again() {
        let kept = "Cache-Control: public, max-age=31536000, immutable\r\n";
        assert!(answer("kept", "GET /boot-0123456789abcdef.js").contains(kept));
        for path in ["/", "/gouji-web_bg.wasm"] {
            assert!(answer("asked", &format!("GET {path}")).contains("Cache-Control: no-cache\r\n"), "{path}");
        }
    }

    #[test]
    fn wasm_is_served_as_wasm() {
        let answer = answer("wasm", "GET /gouji-web_bg.wasm");
        assert!(answer.contains("Content-Type: application/wasm"), "{answer}");
    }

    #[test]
    fn nothing_outside_the_folder_and_nothing_hidden_is_served() {
        for path in ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "//../secret.txt", "/.git/config"] {
            let answer = answer("outside", &format!("GET {path}"));
            assert!(answer.starts_with("HTTP/1.1 404") && !answer.contains("secret"), "{path}: {answer}");
        }
    }

    #[test]
    fn only_reading_is_answered() {
        assert!(answer("post", "POST /").starts_with("HTTP/1.1 405"));
    }

    #[test]
    fn a_taken_port_gives_the_next_free_one() {
        let first = Server::bind(PathBuf::from("."), 0).unwrap();
        let second = Server::bind(PathBuf::from("."), first.port).unwrap();
        assert!(second.port > first.port && second.port <= first.port + 20);
    }
}
