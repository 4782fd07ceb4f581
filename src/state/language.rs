//! The language of the interface: the phone's at first, then what the person chose.

use super::{App, Saving};
use crate::i18n::{self, Lang};
use crate::platform::dom;
use crate::platform::task::spawn;

impl App {
    /// Takes a language without remembering it.
    pub(super) fn speak(self, lang: Lang) {
        i18n::set_lang(lang);
        dom::set_language(lang.code());
        self.lang.set(lang);
    }

    /// Changes the language for good.
    pub fn choose_language(self, lang: Lang) {
        self.speak(lang);
        let Some(device) = self.device.with_value(Clone::clone) else {
            return;
        };
        spawn(async move {
            if let Err(error) = device.set_language(lang.code()).await {
                self.saving.set(Saving::Failed(error));
            }
        });
    }
}
