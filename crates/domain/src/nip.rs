//! The civil servant's number (*Nomor Induk Pegawai*): read, judged as advice, and masked.
//!
//! 18 digits: birth date, month of appointment, sex, serial (Perka BKN 22/2007). There is no check
//! digit, so a judgement can only advise: a registration is never refused for its NIP. A month of
//! 21 or more marks a contract employee (PPPK), whose last digits mean something else.

use alloc::string::String;
use core::fmt;

use crate::time::Day;

/// How many digits a number has.
pub const NIP_DIGITS: usize = 18;

/// A number that looks right.
#[derive(Clone, PartialEq, Eq)]
pub struct Nip {
    digits: String,
}

/// What to tell a person whose number looks wrong; each could still be what stands on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NipAdvice {
    /// Nothing was typed.
    #[error("empty")]
    Empty,
    /// It holds something else than digits, spaces, dots and dashes.
    #[error("not digits")]
    NotDigits,
    /// It is a number of the old kind.
    #[error("an old number of nine digits")]
    NineDigits,
    /// It is too short or too long.
    #[error("{digits} digits instead of 18")]
    WrongLength {
        /// How many digits there are.
        digits: usize,
    },
    /// Digits 1 to 8 are no day.
    #[error("no birth date")]
    BirthDate,
    /// Digits 13 and 14 are neither a month nor a contract employee's code.
    #[error("no month of appointment")]
    Month,
    /// Digit 15 is neither 1 nor 2.
    #[error("no sex code")]
    Sex,
    /// Digits 16 to 18 are 000.
    #[error("no serial")]
    Serial,
    /// The appointment lies before the birth.
    #[error("appointed before birth")]
    AppointedBeforeBirth,
}

/// Whose number it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Employment {
    /// A civil servant (PNS).
    CivilServant,
    /// A contract employee (PPPK).
    Contract,
}

impl Nip {
    /// Judges what was typed, with spaces, dots and dashes as people write them.
    ///
    /// # Errors
    /// [`NipAdvice`], to be shown and never to be enforced.
    pub fn judge(typed: &str) -> Result<Self, NipAdvice> {
        let digits: String = typed
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '\u{2010}'..='\u{2013}'))
            .collect();
        if digits.is_empty() {
            return Err(NipAdvice::Empty);
        }
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(NipAdvice::NotDigits);
        }
        match digits.len() {
            NIP_DIGITS => {}
            9 => return Err(NipAdvice::NineDigits),
            digits => return Err(NipAdvice::WrongLength { digits }),
        }
        let nip = Self { digits };
        let born = nip.born().ok_or(NipAdvice::BirthDate)?;
        if nip.employment() == Employment::Contract {
            return Ok(nip);
        }
        let (year, month, _) = born.date();
        let (since_year, since_month) = nip.appointed();
        if !(1..=12).contains(&since_month) {
            return Err(NipAdvice::Month);
        }
        if !(1..=2).contains(&nip.number(14, 15)) {
            return Err(NipAdvice::Sex);
        }
        if nip.number(15, 18) == 0 {
            return Err(NipAdvice::Serial);
        }
        if (since_year, since_month) <= (year, month) {
            return Err(NipAdvice::AppointedBeforeBirth);
        }
        Ok(nip)
    }

    /// Whose number it is.
    #[must_use]
    pub fn employment(&self) -> Employment {
        if self.appointed().1 >= 21 {
            Employment::Contract
        } else {
            Employment::CivilServant
        }
    }

    /// Tells whether the ages it implies are unusual, so that a person may look again: appointed
    /// before 16 or after 60, or past any retirement age when these numbers were introduced (2007).
    #[must_use]
    pub fn is_unusual(&self) -> bool {
        let born = self.number(0, 4);
        let age = self.appointed().0 - born;
        !(16..=60).contains(&age) || born < 1937
    }

    /// The bare 18 digits, as they are stored.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.digits
    }

    /// The number in its usual groups: `19660801 198803 1 001`. Only for its owner and the
    /// organiser.
    #[must_use]
    pub fn grouped(&self) -> String {
        let part = |from, to| self.digits.get(from..to).unwrap_or_default();
        [part(0, 8), part(8, 14), part(14, 15), part(15, 18)].join(" ")
    }

    fn born(&self) -> Option<Day> {
        let part = |from, to| self.digits.get(from..to).unwrap_or_default();
        Day::parse(&[part(0, 4), part(4, 6), part(6, 8)].join("-"))
            .filter(|day| (1900..2200).contains(&day.date().0))
    }

    /// Year and month of appointment, as they stand there.
    fn appointed(&self) -> (i64, i64) {
        (self.number(8, 12), self.number(12, 14))
    }

    fn number(&self, from: usize, to: usize) -> i64 {
        let part = self.digits.get(from..to).unwrap_or_default();
        part.bytes()
            .fold(0, |sum, b| sum * 10 + i64::from(b - b'0'))
    }
}

/// A number as others may see it: the last four digits of whatever was stored.
#[must_use]
pub fn masked(stored: &str) -> String {
    let count = stored.chars().count();
    let tail = stored.chars().skip(count.saturating_sub(4));
    // Four characters or fewer would be the whole of it.
    let tail: String = if count > 4 {
        tail.collect()
    } else {
        String::new()
    };
    ["•••• ", &tail].concat().trim_end().into()
}

impl fmt::Display for Nip {
    /// Masked: what is printed without thought must not name a person.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&masked(&self.digits))
    }
}

impl fmt::Debug for Nip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Nip({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_judged() {
        use NipAdvice::*;
        for (typed, judged) in [
            ("19660801 198803 1 001", Ok("19660801 198803 1 001")),
            ("19660801.198803.1.001", Ok("19660801 198803 1 001")),
            ("19010203 192104 2 999", Ok("19010203 192104 2 999")),
            ("19860926-201505-1-001\u{a0}", Ok("19860926 201505 1 001")),
            ("199001012022211003", Ok("19900101 202221 1 003")),
            ("19660231 198803 1 001", Err(BirthDate)),
            ("19660801 198813 1 001", Err(Month)),
            ("19660801 198800 1 001", Err(Month)),
            ("19660801 198820 1 001", Err(Month)),
            ("19660801 198803 3 001", Err(Sex)),
            ("19660801 198803 1 000", Err(Serial)),
            ("19660801 196001 1 001", Err(AppointedBeforeBirth)),
            ("131110468", Err(NineDigits)),
            ("1966080119880310011", Err(WrongLength { digits: 19 })),
            ("19660801 198803 1 OO1", Err(NotDigits)),
            ("０9660801 198803 1 001", Err(NotDigits)),
            (" - ", Err(Empty)),
        ] {
            let grouped = Nip::judge(typed).map(|nip| nip.grouped());
            assert_eq!(grouped, judged.map(String::from), "{typed}");
        }
    }

    #[test]
    fn unusual_ages_are_told_and_contracts_known() {
        let unusual = |typed| Nip::judge(typed).unwrap().is_unusual();
        assert!(unusual("19010203 192104 2 999"));
        assert!(unusual("19900801 199803 1 001"));
        assert!(!unusual("19660801 198803 1 001"));
        let contract = Nip::judge("199001012022211003").unwrap();
        assert_eq!(contract.employment(), Employment::Contract);
        assert!(!contract.is_unusual());
    }

    #[test]
    fn only_the_last_digits_are_shown() {
        let nip = Nip::judge("19660801 198803 1 001").unwrap();
        assert_eq!(nip.to_string(), "•••• 1001");
        assert_eq!(alloc::format!("{nip:?}"), "Nip(•••• 1001)");
        assert_eq!((masked("123"), masked("")), ("••••".into(), "••••".into()));
    }

    proptest! {
        #[test]
        fn any_text_is_judged_without_panic(typed in "[0-9 .é-]{0,24}|.*") {
            if let Ok(nip) = Nip::judge(&typed) {
                prop_assert_eq!(nip.digits().len(), NIP_DIGITS);
                prop_assert_eq!(Nip::judge(&nip.grouped()), Ok(nip));
            }
            let _ = masked(&typed);
        }
    }
}
