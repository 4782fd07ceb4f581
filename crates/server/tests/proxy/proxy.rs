//! A TCP proxy between one phone and the servers, which lets things go wrong as its seed says.
//!
//! One request a connection: the proxy reads it whole, plans its fate, and hears the server's whole answer even where
//! the phone does not, so that it can witness what the server did.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use gagas_domain::sync::wire::Pushed;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::Outcome;
use crate::faults::{Counts, Fault, PATIENCE, Plan};
use crate::rng::Rng;

/// What the server said about each patch, whoever heard it: the patch's id, and `ok`, `dup`, `superseded`.
pub(crate) type Said = Vec<(String, String)>;

/// A proxy; gone with its handle.
pub(crate) struct Proxy {
    pub(crate) address: String,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

struct Shared {
    servers: Vec<String>,
    calm: AtomicBool,
    counts: Mutex<Counts>,
    said: Mutex<Said>,
    repeats: Mutex<Vec<JoinHandle<()>>>,
}

impl Proxy {
    pub(crate) async fn start(servers: Vec<String>, mut rng: Rng) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let shared = Arc::new(Shared {
            servers,
            calm: AtomicBool::new(false),
            counts: Mutex::default(),
            said: Mutex::default(),
            repeats: Mutex::default(),
        });
        let held = Arc::clone(&shared);
        let task = tokio::spawn(async move {
            while let Ok((phone, _)) = listener.accept().await {
                let server = held.servers[rng.below(held.servers.len())].clone();
                let drawn = Plan::draw(&mut rng);
                let calm = held.calm.load(Ordering::Relaxed);
                let plan = if calm { Plan::CALM } else { drawn };
                let shared = Arc::clone(&held);
                tokio::spawn(async move { drop(shared.pass(phone, server, plan).await) });
            }
        });
        Self {
            address,
            shared,
            task,
        }
    }

    /// Lets everything pass from now on, once what is to be repeated has arrived.
    pub(crate) async fn calm(&self) {
        self.shared.calm.store(true, Ordering::Relaxed);
        let repeats = std::mem::take(&mut *self.shared.repeats.lock().unwrap());
        for repeat in repeats {
            repeat.await.unwrap();
        }
    }

    pub(crate) fn counts(&self) -> Counts {
        *self.shared.counts.lock().unwrap()
    }

    pub(crate) fn said(&self) -> Said {
        self.shared.said.lock().unwrap().clone()
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Shared {
    async fn pass(self: Arc<Self>, mut phone: TcpStream, server: String, plan: Plan) -> Outcome {
        let request = whole_request(&mut phone).await?;
        self.counts.lock().unwrap().count(plan.fault);
        tokio::time::sleep(plan.delay).await;
        let answer = match plan.fault {
            Fault::CutRequest(share) => {
                let mut to = TcpStream::connect(&server).await?;
                return Ok(to.write_all(part(&request, share)).await?);
            }
            Fault::Twice(later) => {
                let (held, again) = (Arc::clone(&self), request.clone());
                let to = server.clone();
                let repeat = tokio::spawn(async move {
                    tokio::time::sleep(later).await;
                    drop(held.ask(&to, &again).await);
                });
                self.repeats.lock().unwrap().push(repeat);
                self.ask(&server, &request).await?
            }
            _ => self.ask(&server, &request).await?,
        };
        tokio::time::sleep(plan.delay).await;
        let heard = match plan.fault {
            Fault::DropAnswer => &[],
            Fault::CutAnswer(share) => part(&answer, share),
            Fault::Late => {
                tokio::time::sleep(PATIENCE * 2).await;
                &answer
            }
            _ => &answer,
        };
        Ok(phone.write_all(heard).await?)
    }

    /// The server's whole answer, whose results are noted.
    async fn ask(&self, server: &str, request: &[u8]) -> Outcome<Vec<u8>> {
        let mut to = TcpStream::connect(server).await?;
        to.write_all(request).await?;
        let mut answer = Vec::new();
        to.read_to_end(&mut answer).await?;
        if let Some(body) = end_of_head(&answer).map(|at| &answer[at..])
            && let Ok(pushed) = serde_json::from_slice::<Pushed>(body)
        {
            let results = pushed.results.into_iter();
            let said = results.map(|result| (result.id, result.st));
            self.said.lock().unwrap().extend(said);
        }
        Ok(answer)
    }
}

/// Reads a request to the end that its `content-length` gives it.
async fn whole_request(phone: &mut TcpStream) -> Outcome<Vec<u8>> {
    let mut request = Vec::new();
    loop {
        if let Some(head) = end_of_head(&request) {
            let length = content_length(&request[..head]);
            if request.len() >= head + length {
                return Ok(request);
            }
        }
        if phone.read_buf(&mut request).await? == 0 {
            return Err("the phone hung up".into());
        }
    }
}

fn end_of_head(bytes: &[u8]) -> Option<usize> {
    let at = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    Some(at + 4)
}

fn content_length(head: &[u8]) -> usize {
    let head = String::from_utf8_lossy(head).to_lowercase();
    let mut lines = head.lines();
    let length = lines.find_map(|line| line.strip_prefix("content-length:"));
    length.map_or(0, |length| length.trim().parse().unwrap())
}

/// So many thousandths of all bytes, and never all of them.
fn part(bytes: &[u8], share: usize) -> &[u8] {
    &bytes[..bytes.len() * share / 1_000]
}
