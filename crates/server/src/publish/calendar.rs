//! The agenda as a calendar to subscribe to (RFC 5545): the same events, by the same UIDs, as the app's own files.

use super::Published;
use gagas_domain::ics::Calendar;

/// How often those who subscribed should look again (RFC 7986, 5.7; the second for older calendars).
const REFRESH: &str =
    "METHOD:PUBLISH\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n";

impl Published {
    /// Writes the whole agenda; cancelled sessions stay in it, as such.
    #[must_use]
    pub fn calendar(&self) -> String {
        let calendar = Calendar {
            id: self.id,
            workshop: &self.workshop,
            agenda: &self.agenda,
            english: self.lang.is_english(),
            // Alarms are everyone's own choice.
            alarm_minutes: None,
            url: &|session| self.session_address(session),
        };
        let text = calendar.write(self.agenda.sessions().iter().map(AsRef::as_ref));
        // The first such line is the file's own: texts of people come after it.
        text.replacen("METHOD:PUBLISH\r\n", REFRESH, 1)
    }
}
