//! How many tokens that do not hold one address may try: the only limit by address, for a venue's 400 phones may share
//! one. Whoever's token holds is never asked.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use gagas_domain::sync::Rate;

/// A whole venue may come with the tokens of last week.
const RATE: Rate = Rate {
    burst: 1_000,
    per_minute: 600,
};
/// More addresses than this are forgotten once they may try as often as before.
const REMEMBERED: usize = 10_000;

/// Who tried how often.
#[derive(Default)]
pub(super) struct Attempts(Mutex<HashMap<IpAddr, u64>>);

impl Attempts {
    /// Notes a token that did not hold.
    ///
    /// # Errors
    /// How long to wait, in seconds.
    pub(super) fn failed(&self, from: IpAddr, now_ms: u64) -> Result<(), u64> {
        let now = now_ms.saturating_mul(1_000);
        let mut tried = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if tried.len() >= REMEMBERED {
            tried.retain(|_, full_at| *full_at > now);
        }
        if tried.len() >= REMEMBERED {
            tried.clear();
        }
        let full_at = tried.entry(network(from)).or_default();
        RATE.take(full_at, now).map_err(|ms| ms.div_ceil(1_000))
    }
}

/// One household or venue: an IPv4 address, the first half of an IPv6 one.
fn network(of: IpAddr) -> IpAddr {
    match of {
        IpAddr::V6(ip) => match ip.to_ipv4_mapped() {
            Some(ip) => IpAddr::V4(ip),
            None => IpAddr::V6((u128::from(ip) >> 64 << 64).into()),
        },
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_of_one_address_waits_and_others_do_not() {
        let attempts = Attempts::default();
        let ip = |text: &str| text.parse::<IpAddr>().unwrap();
        for _ in 0..1_000 {
            assert_eq!(attempts.failed(ip("2001:db8::1"), 1_000), Ok(()));
        }
        assert_eq!(attempts.failed(ip("2001:db8::2"), 1_000), Err(1));
        assert_eq!(attempts.failed(ip("2001:db8:1::2"), 1_000), Ok(()));
        assert_eq!(attempts.failed(ip("2001:db8::1"), 2_000), Ok(()));
    }

    #[test]
    fn memory_stays_bounded() {
        let attempts = Attempts::default();
        for n in 0..30_000_u32 {
            let _ = attempts.failed(IpAddr::V4(n.into()), 1);
        }
        assert!(attempts.0.lock().unwrap().len() <= REMEMBERED);
    }
}
