/// What a measuring program prints of its steps, Verbatim's or a peer's.
struct Measurement: Codable, Sendable {
    enum CodingKeys: String, CodingKey {
        case median = "ms_median"
        case startup = "startup_to_first_step_s"
        case peakResidentMegabytes = "peak_rss_mb"
    }

    /// Milliseconds of the median step.
    let median: Double
    /// Seconds from the start of the process to the end of the first step.
    let startup: Double
    /// The most memory that was resident at any time.
    let peakResidentMegabytes: Double?
}
