//! The sample workshop: the file that the build laid out beside the app, made this device's own.

use gagas_domain::id::WorkshopId;
use gagas_domain::keys::OrganiserSeed;
use gagas_domain::sample;
use gagas_domain::time::{Day, Instant};
use gagas_domain::value::{JsonError, MAX_DEPTH, Value};

use super::personal::LOCAL;
use super::{App, OpenError};
use crate::platform::fetch::FetchError;
use crate::platform::{clock, fetch, random};

/// What `cargo xtask post-build` makes of `docs/jambi.json`.
const FILE: &str = "./sample/jambi.laid.json";
/// The offset of western Indonesia, where the sample takes place, in minutes east.
const WIB: i16 = 7 * 60;

/// On which days the sample takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SampleDays {
    /// From today on.
    Today,
    /// When it did.
    Historic,
}

/// Why the sample could not be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SampleError {
    /// Its file did not come.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// Its file is no JSON.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// Its file is not what it should be.
    #[error(transparent)]
    Sign(#[from] sample::SampleError),
    /// It cannot be stored here.
    #[error(transparent)]
    Open(#[from] OpenError),
}

impl App {
    /// Makes the sample a new workshop of which this device is the organiser, and opens it.
    ///
    /// # Errors
    /// [`SampleError`]; what was open stays open, unless the new one could not be opened.
    pub async fn make_sample(self, days: SampleDays) -> Result<WorkshopId, SampleError> {
        let file = Value::parse(&fetch::text(FILE).await?, MAX_DEPTH)?;
        let now = clock::now_ms();
        let shift = match days {
            SampleDays::Today => days_until_today(&file, now),
            SampleDays::Historic => 0,
        };
        let seed = OrganiserSeed(random::bytes());
        // Signing holds the page up: let it show that it is busy.
        clock::breathe().await;
        let patches = sample::sign(&file, &seed, now, shift)?;
        let id = seed.workshop();
        self.open(id).await?;
        self.keep_organiser(&seed);
        // Trying a sample is nobody else's business.
        self.keep(LOCAL, Some(b"1".to_vec()));
        // It was opened just above.
        let _ = self.merge(patches);
        self.settle_phase();
        self.remember_workshop().await;
        Ok(id)
    }
}

fn days_until_today(file: &Value, now_ms: i64) -> i32 {
    let first = file.get("starts").and_then(Value::as_text);
    let today = Instant::new(now_ms, WIB).day();
    first
        .and_then(Day::parse)
        .map_or(0, |first| today.since(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_day_moves_to_today_in_western_indonesia() {
        let file = Value::map([("starts", "2020-11-11".into())]);
        // 17.30 UTC is 00.30 of the next day there.
        let at = Instant::parse("2020-11-20T17:30:00Z").map_or(0, Instant::ms);
        assert_eq!(days_until_today(&file, at), 10);
        assert_eq!(days_until_today(&Value::map([]), at), 0);
    }
}
