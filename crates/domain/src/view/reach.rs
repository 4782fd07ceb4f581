//! Telephone numbers and e-mail addresses, checked mildly: a wrong refusal costs a participant.

use alloc::string::String;

/// A telephone number as digits, perhaps after a `+`: 8 to 15 of them (ITU-T E.164); leading zeros
/// stay. `None` for anything else.
#[must_use]
pub fn clean_phone(typed: &str) -> Option<String> {
    let mut phone = String::new();
    for c in typed.trim().chars() {
        match c {
            '0'..='9' => phone.push(c),
            '+' if phone.is_empty() => phone.push(c),
            ' ' | '.' | '-' | '(' | ')' | '/' | '\u{a0}' | '\u{2010}'..='\u{2013}' => {}
            _ => return None,
        }
    }
    let digits = phone.len() - usize::from(phone.starts_with('+'));
    (8..=15).contains(&digits).then_some(phone)
}

/// The digits that `wa.me` wants: with the country's code and without a `+`; a number that begins
/// with 0 is Indonesian.
#[must_use]
pub fn whatsapp_digits(phone: &str) -> Option<String> {
    let phone = clean_phone(phone)?;
    if let Some(international) = phone.strip_prefix('+').or_else(|| phone.strip_prefix("00")) {
        return Some(international.into());
    }
    Some(match phone.strip_prefix('0') {
        Some(national) => ["62", national].concat(),
        None => phone,
    })
}

/// A mild check: something, one `@`, a domain with a dot.
pub(super) fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let dotted = domain.split('.').count() > 1 && domain.split('.').all(|label| !label.is_empty());
    let plain = !text.contains([' ', ',', ';', '<', '>', '"', '(', ')']);
    !local.is_empty() && dotted && plain && !domain.contains('@')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephone_numbers_keep_their_zeros() {
        assert_eq!(clean_phone("(0741) 123-456").as_deref(), Some("0741123456"));
        assert_eq!(
            clean_phone("+62 812 3456 7890").as_deref(),
            Some("+6281234567890")
        );
        for bad in [
            "",
            "1234567",
            "0812 rumah",
            "08+1234567",
            "1234567890123456",
        ] {
            assert_eq!(clean_phone(bad), None, "{bad}");
        }
        assert_eq!(
            whatsapp_digits("0812-3456-7890").as_deref(),
            Some("6281234567890")
        );
        assert_eq!(
            whatsapp_digits("+62 812 34567890").as_deref(),
            Some("6281234567890")
        );
        assert_eq!(whatsapp_digits("x"), None);
    }

    #[test]
    fn addresses_are_checked_mildly() {
        for good in ["a@b.id", "nama.panjang+x@dinas.jambiprov.go.id"] {
            assert!(is_email(good), "{good}");
        }
        for bad in [
            "a", "@b.id", "a@", "a@b", "a@b..id", "a@b@c.id", "a b@c.id", "<a@b.id>",
        ] {
            assert!(!is_email(bad), "{bad}");
        }
    }
}
