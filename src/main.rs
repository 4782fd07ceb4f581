//! Mounts the app.

use gagas::platform::clock;

fn main() {
    // Making the parts ready was work enough for one turn.
    clock::after(0, || gagas::render::mount_to_body(gagas::app::App));
}
