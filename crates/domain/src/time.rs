//! Instants with their offset and calendar days, as they stand in fields.
//!
//! Owns RFC 3339 with a numeric offset and `YYYY-MM-DD`, in the proleptic Gregorian calendar. Zones
//! with rules are the platform's business (`Intl`): an instant carries the offset it was written
//! with, which is the venue's. Reads no clock.

use core::fmt;

const DAY_MS: i64 = 86_400_000;

/// A moment, and the offset from UTC at which it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instant {
    ms: i64,
    offset_minutes: i16,
}

/// A calendar day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// Days since 1970-01-01.
    number: i32,
}

impl Instant {
    /// Reads RFC 3339, such as `2020-11-11T07:15:00+07:00`; seconds may be left out or have a
    /// fraction, of which milliseconds are kept. A leap second reads as the second before it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (day, clock) = text.split_at_checked(10)?;
        let day = Day::parse(day)?;
        let clock = clock.strip_prefix(['T', 't', ' '])?;
        let split = clock.find(['Z', 'z', '+', '-'])?;
        let (clock, offset) = clock.split_at_checked(split)?;
        let offset_minutes = parse_offset(offset)?;
        let local = i64::from(day.number) * DAY_MS + parse_clock(clock)?;
        Some(Self {
            ms: local - i64::from(offset_minutes) * 60_000,
            offset_minutes,
        })
    }

    /// The moment `ms` after the epoch (UTC), told at an offset in minutes east of UTC.
    #[must_use]
    pub fn new(ms: i64, offset_minutes: i16) -> Self {
        Self { ms, offset_minutes }
    }

    /// The first moment of a day, in UTC.
    #[must_use]
    pub fn at_midnight(day: Day) -> Self {
        Self::new(i64::from(day.number) * DAY_MS, 0)
    }

    /// The same moment of another day, `days` later; earlier where negative.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        let ms = self.ms.saturating_add(i64::from(days) * DAY_MS);
        Self { ms, ..self }
    }

    /// Milliseconds since the epoch, UTC.
    #[must_use]
    pub fn ms(self) -> i64 {
        self.ms
    }

    /// Minutes east of UTC.
    #[must_use]
    pub fn offset_minutes(self) -> i16 {
        self.offset_minutes
    }

    /// The calendar day there.
    #[must_use]
    pub fn day(self) -> Day {
        Day::of(self.local_ms().div_euclid(DAY_MS))
    }

    /// Minutes since midnight there.
    #[must_use]
    pub fn minute_of_day(self) -> i64 {
        self.local_ms().rem_euclid(DAY_MS) / 60_000
    }

    fn local_ms(self) -> i64 {
        self.ms
            .saturating_add(i64::from(self.offset_minutes) * 60_000)
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let second = self.local_ms().rem_euclid(DAY_MS) / 1000;
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        write!(f, "{}T{hour:02}:{minute:02}:{second:02}", self.day())?;
        let away = self.offset_minutes.unsigned_abs();
        let sign = if self.offset_minutes < 0 { '-' } else { '+' };
        write!(f, "{sign}{:02}:{:02}", away / 60, away % 60)
    }
}

impl Day {
    /// Reads `YYYY-MM-DD`, a day that exists.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let (year, month, day) = (
            digits(&bytes[..4])?,
            digits(&bytes[5..7])?,
            digits(&bytes[8..])?,
        );
        let made = Self::of(days_from_civil(year, month, day));
        (made.date() == (year, month, day)).then_some(made)
    }

    /// The day `number` days after 1970-01-01, clamped to what can be told.
    fn of(number: i64) -> Self {
        Self {
            number: i32::try_from(number).unwrap_or(0),
        }
    }

    /// Year, month (1-12) and day of the month (1-31).
    #[must_use]
    pub fn date(self) -> (i64, i64, i64) {
        // After Howard Hinnant's `civil_from_days`: eras of 400 years that begin in March.
        let z = i64::from(self.number) + 719_468;
        let era = z.div_euclid(146_097);
        let of_era = z.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        (year_of_era + era * 400 + i64::from(month <= 2), month, day)
    }

    /// The day `n` days later; earlier where negative.
    #[must_use]
    pub fn plus(self, n: i32) -> Self {
        Self {
            number: self.number.saturating_add(n),
        }
    }

    /// How many days lie between `earlier` and this day.
    #[must_use]
    pub fn since(self, earlier: Self) -> i32 {
        self.number.saturating_sub(earlier.number)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.date();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year - 719_468
}

fn digits(bytes: &[u8]) -> Option<i64> {
    bytes.iter().try_fold(0, |sum, byte| {
        byte.is_ascii_digit()
            .then(|| sum * 10 + i64::from(byte - b'0'))
    })
}

fn parse_clock(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    let (hour, minute) = (digits(bytes.get(..2)?)?, digits(bytes.get(3..5)?)?);
    let (mut second, mut ms) = (0, 0);
    if bytes.len() > 5 {
        second = digits(bytes.get(6..8)?)?;
        if let Some(fraction) = bytes.get(8..).filter(|rest| !rest.is_empty()) {
            let fraction = fraction.strip_prefix(b".")?;
            digits(fraction).filter(|_| (1..=9).contains(&fraction.len()))?;
            let mut kept = [b'0'; 3];
            for (to, from) in kept.iter_mut().zip(fraction) {
                *to = *from;
            }
            ms = digits(&kept)?;
        }
    }
    let colons = bytes[2] == b':' && bytes.get(5).is_none_or(|colon| *colon == b':');
    let range = hour < 24 && minute < 60 && second <= 60;
    (colons && range).then(|| ((hour * 60 + minute) * 60 + second.min(59)) * 1000 + ms)
}

fn parse_offset(text: &str) -> Option<i16> {
    let bytes = text.as_bytes();
    if matches!(bytes, b"Z" | b"z") {
        return Some(0);
    }
    if bytes.len() != 6 || bytes[3] != b':' {
        return None;
    }
    let (hour, minute) = (digits(&bytes[1..3])?, digits(&bytes[4..])?);
    let away = i16::try_from(hour * 60 + minute).ok()?;
    (hour < 24 && minute < 60).then_some(if bytes[0] == b'-' { -away } else { away })
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn instants_round_trip() {
        for text in [
            "2020-11-11T07:15:00+07:00",
            "2024-02-29T23:59:59-03:30",
            "1969-12-31T00:00:00+00:00",
        ] {
            assert_eq!(Instant::parse(text).unwrap().to_string(), text);
        }
        let at = Instant::parse("2020-11-11T07:15:00+07:00").unwrap();
        assert_eq!(at.ms(), 1_605_053_700_000);
        assert_eq!(
            (at.day().to_string(), at.minute_of_day()),
            ("2020-11-11".into(), 435)
        );
        assert_eq!(Instant::parse("2020-11-11T00:15Z").unwrap().ms(), at.ms());
        assert_eq!(
            Instant::parse("2020-11-11T00:15:00.25Z").unwrap().ms(),
            at.ms() + 250
        );
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for bad in [
            "",
            "2020-11-11",
            "2020-11-11T07:15:00",
            "2020-11-11T24:00:00Z",
            "2020-11-11T07:60:00Z",
            "2020-02-30T07:15:00Z",
            "2020-13-01T07:15:00Z",
            "2020-11-11T7:15:00Z",
            "2020-11-11T07:15:00.Z",
            "2020-11-11T07-15-00Z",
            "2020-11-11T07:15:00+0700",
            "2020-11-11T07:15:00+24:00",
            "é020-11-11T07:15:00Z",
            "2020-11-11T07:15:00Zz",
            "2020-11-11T07:15:0é",
            "+020-11-11T07:15:00Z",
        ] {
            assert_eq!(Instant::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn days_count() {
        let day = Day::parse("2020-02-28").unwrap();
        assert_eq!(day.plus(2).to_string(), "2020-03-01");
        assert_eq!(Day::parse("2021-01-01").unwrap().since(day), 308);
        assert_eq!(day.plus(-100_000).plus(100_000), day);
    }
}
