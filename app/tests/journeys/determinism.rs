//! The same input and seed give the same bytes.

use crate::folder::{TestPlace, files_below};

#[test]
fn same_place_run_twice_gives_the_same_versions() {
    let runs = ["1", "4"].map(|threads| {
        let place = TestPlace::synthetic(300, 3);
        let output = place.command(&["run"]).env("RAYON_NUM_THREADS", threads).output().unwrap();
        assert!(output.status.success());
        files_below(&place.state().join("versions"))
    });
    let names =
        |run: &[(std::path::PathBuf, Vec<u8>)]| run.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
    assert_eq!(names(&runs[0]), names(&runs[1]));
    for ((path, first), (_, second)) in runs[0].iter().zip(&runs[1]) {
        assert!(first == second, "{} differs", path.display());
    }
}
