//! Those who read on from where they are: each change once, in the order of its number, whatever dies meanwhile.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use gagas_domain::id::PatchId;
use gagas_domain::sync::wire::Pulled;
use tokio::task::JoinHandle;

use crate::client::Client;
use crate::writer::{Board, PATIENCE};
use crate::{Outcome, SEED};

pub(crate) struct Reader {
    wanted: Arc<AtomicUsize>,
    read: Arc<AtomicUsize>,
    task: JoinHandle<Vec<PatchId>>,
}

/// What was read so far, and from where to go on.
struct Place {
    seen: Vec<PatchId>,
    last: u64,
    cursor: String,
    epoch: String,
}

impl Reader {
    pub(crate) fn start(board: &Arc<Board>, at: usize) -> Self {
        let wanted = Arc::new(AtomicUsize::new(usize::MAX));
        let count = Arc::new(AtomicUsize::new(0));
        let reading = read(
            Arc::clone(board),
            at,
            Arc::clone(&wanted),
            Arc::clone(&count),
        );
        Self {
            wanted,
            read: count,
            task: tokio::spawn(reading),
        }
    }

    /// Reads on until so many changes were seen, and answers them; a reader that gets nowhere is a failure.
    pub(crate) async fn finish(mut self, count: usize) -> Vec<PatchId> {
        self.wanted.store(count, Ordering::Relaxed);
        loop {
            let before = self.read.load(Ordering::Relaxed);
            if let Ok(read) = tokio::time::timeout(PATIENCE, &mut self.task).await {
                return read.unwrap();
            }
            let now = self.read.load(Ordering::Relaxed);
            assert!(
                now > before,
                "a reader never saw {count} changes, but {now}"
            );
        }
    }

    /// All that is there, from the beginning.
    pub(crate) async fn everything(address: &str) -> Vec<PatchId> {
        let mut client = Client::connect(address).await.unwrap();
        let mut place = Place::default();
        while place.turn(&mut client).await.unwrap() {}
        place.seen
    }
}

impl Default for Place {
    fn default() -> Self {
        Self {
            seen: Vec::new(),
            last: 0,
            cursor: "0".into(),
            epoch: String::new(),
        }
    }
}

impl Place {
    /// Reads a page; `false` where there is no more now.
    async fn turn(&mut self, client: &mut Client) -> Outcome<bool> {
        let since = match self.epoch.as_str() {
            "" => self.cursor.clone(),
            epoch => [&self.cursor, "&epoch=", epoch].concat(),
        };
        let page: Pulled = serde_json::from_slice(&client.pull(&SEED, &since, None).await?)?;
        assert!(!page.reset, "the timeline is the same");
        for patch in page.patches {
            assert!(patch.seq > self.last, "in order");
            self.last = patch.seq;
            self.seen.push(PatchId::of(&patch.b));
        }
        (self.cursor, self.epoch) = (page.next, page.epoch);
        Ok(page.more)
    }
}

async fn read(
    board: Arc<Board>,
    at: usize,
    wanted: Arc<AtomicUsize>,
    count: Arc<AtomicUsize>,
) -> Vec<PatchId> {
    let mut place = Place::default();
    let mut client: Option<Client> = None;
    while place.seen.len() < wanted.load(Ordering::Relaxed) {
        if client.is_none() {
            client = Client::connect(&board.address(at)).await.ok();
        }
        let more = match &mut client {
            Some(client) => place.turn(client).await.ok(),
            None => None,
        };
        if more.is_none() {
            client = None;
        }
        count.store(place.seen.len(), Ordering::Relaxed);
        if more != Some(true) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
    place.seen
}
