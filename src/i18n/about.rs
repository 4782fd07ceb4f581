//! Words about Gagas itself, and of how to reach the committee.

texts! {
    /// Calls a number.
    CALL: "Telepon", "Call";
    /// Opens a chat.
    WHATSAPP: "WhatsApp", "WhatsApp";
    /// Leads to a map.
    MAP: "Peta", "Map";
}
