//! What the tests of places share.

/// The great-circle distance of two points in degrees, reckoned apart from the library's own.
pub fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let ((lat, lon), (lat2, lon2)) = ((a.0.to_radians(), a.1.to_radians()), (b.0.to_radians(), b.1.to_radians()));
    let half = ((lat2 - lat) / 2.0).sin().powi(2) + lat.cos() * lat2.cos() * ((lon2 - lon) / 2.0).sin().powi(2);
    12_742.0 * half.sqrt().min(1.0).asin()
}
