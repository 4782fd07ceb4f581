//! One PostgreSQL database that several nodes share.
//!
//! Whoever writes to a workshop takes the lock of its row first, in a statement of its own, and reads only then: a
//! statement that both waits and reads would see what was before the wait. Every key starts with the workshop, and the
//! table of patches is partitioned by it.

mod keep;
mod news;
mod put;
mod read;
mod schema;

use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use gagas_domain::id::{Mark, PatchId, WorkshopId};
use gagas_domain::sync::Commit;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{Postgres as Database, Row, Transaction};

use super::rows::{Laid, int, workshop};
use super::{Changes, Creation, Pulse, Store, StoreError, Tenant, Tokens, Writing};
use news::News;

/// How a transaction that writes begins, whatever the database's default is: each of its statements sees what others
/// committed before it.
const READ_COMMITTED: &str = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";
/// How one begins whose statements all see the same moment.
const ONE_MOMENT: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
/// How long a connection from the pool is waited for.
const ACQUIRE: Duration = Duration::from_secs(10);
/// What holds for each connection. A node that stops in the middle of a write gives the workshop's row back; a wait for
/// one ends before clients give up.
const SESSION: &str = "SET idle_in_transaction_session_timeout = '30s'; SET lock_timeout = '15s'; \
                       SET default_transaction_isolation = 'read committed'";

/// Which database, and how many connections to it.
#[derive(Clone, Debug)]
pub struct PostgresOptions {
    /// `postgres://user:password@host:port/database?options`.
    pub url: String,
    /// How many connections write; as many workshops can be written to at once.
    pub writers: u32,
    /// How many read. One more tells other nodes, and one listens to them.
    pub readers: u32,
}

impl PostgresOptions {
    /// A database, with connections for a small node.
    #[must_use]
    pub fn new(url: &str) -> Self {
        Self {
            url: url.into(),
            writers: 8,
            readers: 4,
        }
    }
}

/// A database with workshops; clones share its connections.
#[derive(Clone)]
pub struct Postgres {
    writers: PgPool,
    readers: PgPool,
    /// Tells and listens.
    side: PgPool,
    news: Arc<News>,
}

/// A workshop that is being written to.
pub struct PostgresWriting {
    transaction: Transaction<'static, Database>,
    tenant: Tenant,
    news: Arc<News>,
}

impl Postgres {
    /// Connects, and brings the database to this version.
    ///
    /// # Errors
    /// [`StoreError`]: it does not answer, cannot be written, or is of a later version.
    pub async fn open(options: &PostgresOptions) -> Result<Self, StoreError> {
        let to = PgConnectOptions::from_str(&options.url)?.application_name("gagas-server");
        let writers = pool(options.writers.max(1))
            .connect_with(to.clone())
            .await?;
        schema::migrate(&writers).await?;
        let readers = pool(options.readers.max(1)).connect_lazy_with(to.clone());
        let side = pool(2).connect_lazy_with(to);
        let news = Arc::new(News::new(side.clone(), side.clone()));
        Ok(Self {
            writers,
            readers,
            side,
            news,
        })
    }

    /// What about the database endangers what is acknowledged, in words for whoever runs it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn warnings(&self) -> Result<Vec<&'static str>, StoreError> {
        let mut found = Vec::new();
        for (statement, bad, warning) in [
            (
                "SHOW synchronous_commit",
                "off",
                "synchronous_commit is off: what was acknowledged may be lost when the database crashes",
            ),
            (
                "SHOW fsync",
                "off",
                "fsync is off: everything may be lost when the database's machine crashes",
            ),
            (
                "SHOW full_page_writes",
                "off",
                "full_page_writes is off: pages may be torn when the database's machine crashes",
            ),
        ] {
            let held: String = sqlx::query_scalar(statement)
                .fetch_one(&self.readers)
                .await?;
            if held == bad {
                found.push(warning);
            }
        }
        Ok(found)
    }

    /// Closes all connections once what is under way is finished.
    pub async fn close(&self) {
        self.writers.close().await;
        self.readers.close().await;
        self.side.close().await;
    }

    async fn begin(&self) -> Result<Transaction<'static, Database>, StoreError> {
        Ok(self.writers.begin_with(READ_COMMITTED).await?)
    }
}

fn pool(connections: u32) -> PgPoolOptions {
    PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(ACQUIRE)
        .after_connect(|on, _| {
            Box::pin(async move { sqlx::raw_sql(SESSION).execute(on).await.map(|_| ()) })
        })
}

impl Store for Postgres {
    type Writing = PostgresWriting;

    async fn create(&self, tenant: &Tenant, mark: Mark) -> Result<Creation, StoreError> {
        let new = Tenant {
            pulse: Pulse {
                mark,
                ..Pulse::default()
            },
            ..tenant.clone()
        };
        let mut transaction = self.begin().await?;
        let on = &mut *transaction;
        // Waits for whoever creates or deletes the same one; what that did is seen by the statements after this one.
        if !put::tenant(on, &new).await? {
            let held = read::tenant(on, new.id).await?;
            return Ok(held.map_or(Creation::Deleted, Creation::Held));
        }
        if read::is_deleted(on, new.id).await? {
            return Ok(Creation::Deleted);
        }
        put::marks(on, new.id, &[(0, 0, mark)]).await?;
        transaction.commit().await?;
        self.news.tell(new.id);
        Ok(Creation::New(new))
    }

    async fn find(&self, id: WorkshopId) -> Result<Option<Tenant>, StoreError> {
        read::tenant(&mut *self.readers.acquire().await?, id).await
    }

    async fn read(
        &self,
        id: WorkshopId,
        after: Pulse,
    ) -> Result<Option<(Tenant, Changes)>, StoreError> {
        let mut transaction = self.readers.begin_with(ONE_MOMENT).await?;
        let Some(tenant) = read::tenant(&mut transaction, id).await? else {
            return Ok(None);
        };
        let changes = read::changes(&mut transaction, id, after).await?;
        Ok(Some((tenant, changes)))
    }

    async fn write(&self, id: WorkshopId) -> Result<Option<PostgresWriting>, StoreError> {
        let mut transaction = self.begin().await?;
        let tenant = read::lock(&mut transaction, id).await?;
        Ok(tenant.map(|tenant| PostgresWriting {
            transaction,
            tenant,
            news: Arc::clone(&self.news),
        }))
    }

    async fn rotate(&self, id: WorkshopId, tokens: &Tokens) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        let done = sqlx::query(
            "UPDATE workshop SET generation = $2, organiser_token = $3, join_token = $4, \
             revision = revision + 1 WHERE workshop = $1 AND generation < $2",
        )
        .bind(&id.0[..])
        .bind(i64::from(tokens.generation))
        .bind(&tokens.organiser.0[..])
        .bind(&tokens.join.0[..])
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        self.news.tell(id);
        Ok(done.rows_affected() > 0)
    }

    async fn delete(&self, id: WorkshopId) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        let on = &mut *transaction;
        if read::lock(on, id).await?.is_none() {
            return Ok(false);
        }
        put::bury(on, id).await?;
        put::clear(on, id).await?;
        transaction.commit().await?;
        self.news.tell(id);
        Ok(true)
    }

    async fn list(&self) -> Result<Vec<WorkshopId>, StoreError> {
        let rows = sqlx::query("SELECT workshop FROM workshop ORDER BY workshop")
            .fetch_all(&self.readers)
            .await?;
        rows.iter().map(|row| workshop(row.try_get(0)?)).collect()
    }

    async fn changed(&self) -> WorkshopId {
        self.news.hear().await
    }
}

impl Writing for PostgresWriting {
    fn tenant(&self) -> &Tenant {
        &self.tenant
    }

    async fn changes(&mut self, after: Pulse) -> Result<Changes, StoreError> {
        read::changes(&mut self.transaction, self.tenant.id, after).await
    }

    async fn commit(
        mut self,
        commit: &Commit,
        mark: Mark,
        forgotten: Option<u64>,
    ) -> Result<(), StoreError> {
        let id = self.tenant.id;
        let on = &mut *self.transaction;
        put::erase(on, id, &commit.gone).await?;
        let rows: Vec<Laid<'_>> = commit.put.iter().map(Laid::from).collect();
        put::patches(on, id, &rows).await?;
        put::tallies(on, id, &commit.tallies).await?;
        let commits = self.tenant.pulse.commits + 1;
        put::marks(on, id, &[(commits, commit.head, mark)]).await?;
        put::forget(on, id, forgotten).await?;
        sqlx::query("UPDATE workshop SET seq = $2, commits = $3 WHERE workshop = $1")
            .bind(&id.0[..])
            .bind(int(commit.head))
            .bind(int(commits))
            .execute(&mut *on)
            .await?;
        self.transaction.commit().await?;
        self.news.tell(id);
        Ok(())
    }

    async fn erase(mut self, patches: &[PatchId]) -> Result<(), StoreError> {
        let id = self.tenant.id;
        put::erase(&mut self.transaction, id, patches).await?;
        sqlx::query("UPDATE workshop SET revision = revision + 1 WHERE workshop = $1")
            .bind(&id.0[..])
            .execute(&mut *self.transaction)
            .await?;
        self.transaction.commit().await?;
        self.news.tell(id);
        Ok(())
    }
}
