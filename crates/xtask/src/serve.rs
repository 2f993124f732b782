//! A small server of static files, for this machine only.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;

use tiny_http::{Header, Response};

use crate::Outcome;

/// The policy of the hosted page: its own files and nothing else.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'none'; base-uri 'none'";

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
        }
        Err(format!("Ports {port} to {last} are all taken. Choose another: cargo xtask start --port N"))
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
        let file = path_of(request.url(), folder).and_then(|path| Some((File::open(&path).ok()?, path)));
        // A visitor who went away needs no answer.
        let _ = match file {
            Some((file, path)) => {
                let mut response = Response::from_file(file);
                let headers = [
                    ("Content-Type", content_type(&path)),
                    ("Content-Security-Policy", POLICY),
                    ("X-Content-Type-Options", "nosniff"),
                    ("Referrer-Policy", "no-referrer"),
                    ("Cache-Control", "no-cache"),
                ];
                for (name, value) in headers {
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

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}
