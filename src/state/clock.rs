//! The present, as the app tells it: the device's clock, set right by a server's where one answered, renewed while
//! somebody looks.

use super::App;
use super::open::Open;
use crate::platform::{clock, dom};

/// How often the present is renewed, in ms: "now" and "next" turn within this time.
const TICK_MS: u64 = 5_000;
/// From which difference on a phone's clock is visibly wrong, in ms: half an hour.
const WRONG_BY_MS: i64 = 30 * 60 * 1000;

impl App {
    /// Starts renewing the present.
    pub(super) fn start_clock(self) {
        let renew = move || {
            let offset = |open: &Option<Open>| open.as_ref().map_or(0, |open| open.clock.offset_ms);
            self.now.set(clock::now_ms() + self.open.with_value(offset));
        };
        clock::every(TICK_MS, renew);
        dom::on_return(renew);
    }

    /// Tells whether the time that the app goes by is visibly wrong: behind the time at which this app was
    /// built, or behind what the organiser has already written. That a clock is ahead only a server can tell.
    #[must_use]
    pub fn clock_is_wrong(self) -> bool {
        let newest = self.with_records(|records| records.newest_organiser_stamp().ms);
        let floor = i64::try_from(newest).unwrap_or(0).max(built_ms());
        self.now.get() + WRONG_BY_MS < floor
    }

    /// By how much the server's clock is ahead of this phone's, in ms, where that is visibly much; the app goes by the
    /// server's then. Tracked.
    #[must_use]
    pub fn server_ahead_ms(self) -> Option<i64> {
        // It is measured anew whenever the server answers.
        if self.heard_ms() == 0 {
            return None;
        }
        let ahead = |open: &Option<Open>| open.as_ref().map(|open| open.clock.offset_ms);
        self.open
            .with_value(ahead)
            .filter(|ahead| ahead.abs() > WRONG_BY_MS)
    }
}

/// When this app was built, in ms since the epoch (UTC); 0 in builds without it.
#[must_use]
pub(super) fn built_ms() -> i64 {
    option_env!("GAGAS_BUILD_MS")
        .and_then(|ms| ms.parse().ok())
        .unwrap_or(0)
}
