//! What nodes tell each other of: that a workshop changed.
//!
//! Told after a commit and never in it (`NOTIFY` in a transaction takes a lock of the whole database at its commit),
//! several at once. News may be lost, with a connection for instance: whoever relies on it looks by itself too.

use std::collections::BTreeSet;
use std::time::Duration;

use gagas_domain::id::{WorkshopId, encode};
use sqlx::postgres::{PgListener, PgPool};
use tokio::sync::{Mutex, mpsc};

/// Where it is told.
const CHANNEL: &str = "gagas";
/// What comes in this time after some news is told together.
const PAUSE: Duration = Duration::from_millis(20);
/// How long after a failure to listen it is tried again.
const AGAIN: Duration = Duration::from_millis(500);
/// How much may wait to be heard; more is lost.
const WAITING: usize = 1_024;

/// The news of one node.
pub(super) struct News {
    tell: mpsc::UnboundedSender<WorkshopId>,
    heard: Mutex<mpsc::Receiver<WorkshopId>>,
}

impl News {
    /// Begins to tell and, on connections of `ears`, to listen, until this is dropped or the pool is closed.
    pub(super) fn new(mouth: PgPool, ears: PgPool) -> Self {
        let own = encode(&crate::hub::random::<8>());
        let (tell, told) = mpsc::unbounded_channel();
        let (hear, heard) = mpsc::channel(WAITING);
        tokio::spawn(speak(mouth, own.clone(), told));
        tokio::spawn(listen(ears, own, hear));
        Self {
            tell,
            heard: Mutex::new(heard),
        }
    }

    /// Tells that a workshop changed.
    pub(super) fn tell(&self, id: WorkshopId) {
        // Nobody is left to tell it only when the runtime ends.
        let _ = self.tell.send(id);
    }

    /// Waits until another node told something.
    pub(super) async fn hear(&self) -> WorkshopId {
        let heard = self.heard.lock().await.recv().await;
        match heard {
            Some(id) => id,
            None => std::future::pending().await,
        }
    }
}

async fn speak(pool: PgPool, own: String, mut due: mpsc::UnboundedReceiver<WorkshopId>) {
    while let Some(first) = due.recv().await {
        let mut news = BTreeSet::from([first]);
        while let Ok(id) = due.try_recv() {
            news.insert(id);
        }
        let texts: Vec<String> = news.iter().map(|id| format!("{id} {own}")).collect();
        let told = sqlx::query("SELECT pg_notify($1, news) FROM UNNEST($2::text[]) AS news")
            .bind(CHANNEL)
            .bind(texts)
            .execute(&pool)
            .await;
        if told.is_err() && pool.is_closed() {
            return;
        }
        tokio::time::sleep(PAUSE).await;
    }
}

async fn listen(pool: PgPool, own: String, hear: mpsc::Sender<WorkshopId>) {
    loop {
        let failed = tokio::select! {
            () = hear.closed() => return,
            failed = follow(&pool, &own, &hear) => failed,
        };
        if failed.is_err() && pool.is_closed() {
            return;
        }
        tokio::time::sleep(AGAIN).await;
    }
}

async fn follow(
    pool: &PgPool,
    own: &str,
    hear: &mpsc::Sender<WorkshopId>,
) -> Result<(), sqlx::Error> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.listen(CHANNEL).await?;
    // Of a connection that is lost nothing is told: the next one begins here again.
    while let Some(news) = listener.try_recv().await? {
        let Some((id, from)) = news.payload().split_once(' ') else {
            continue;
        };
        if let Some(id) = WorkshopId::parse(id).filter(|_| from != own) {
            let _ = hear.try_send(id);
        }
    }
    Ok(())
}
