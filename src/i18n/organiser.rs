//! Words of the organiser's room.

texts! {
    /// A page, and its place in the list.
    ROOM: "Ruang panitia", "Organiser's room";
    /// What is there.
    ROOM_HINT: "Hanya di perangkat panitia", "Only on the organiser's devices";
}
