/// Rounds of measurements in turn, of one workload at one number of threads.
struct Comparison: Encodable {
    /// The workload's name.
    let workload: String
    /// Samples in a step.
    let batch: Int
    /// Threads of each program.
    let threads: Int
    /// Verbatim's measurements, a round each.
    private(set) var verbatim: [Measurement] = []
    /// The peers' by name, a round each.
    private(set) var peers: [String: [Measurement]] = [:]
    /// What peers said that did not measure, by name.
    private(set) var failures: [String: String] = [:]

    init(workload: String, batch: Int, threads: Int) {
        (self.workload, self.batch, self.threads) = (workload, batch, threads)
    }

    enum CodingKeys: String, CodingKey { case workload, batch, threads, verbatim, peers, failures, ratio, fastest }

    /// Takes down a round.
    mutating func add(_ own: Measurement, _ others: [(name: String, outcome: Result<Measurement, PeerFailure>)]) {
        verbatim.append(own)
        for (name, outcome) in others {
            switch outcome {
            case .success(let measurement): peers[name, default: []].append(measurement)
            case .failure(let failure): failures[name] = failure.text
            }
        }
    }

    /// The peer with the least median of its rounds' medians.
    var fastest: String? {
        peers.map { (name: $0.key, time: $0.value.map(\.median).median) }
            .min { ($0.time, $0.name) < ($1.time, $1.name) }?.name
    }

    /// How many times as long the fastest peer takes, in the median round; above 1 Verbatim is faster.
    var ratio: Double? {
        guard let fastest, let times = peers[fastest], times.count == verbatim.count else { return nil }
        return zip(times, verbatim).map { $0.median / $1.median }.median
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(workload, forKey: .workload)
        try container.encode(batch, forKey: .batch)
        try container.encode(threads, forKey: .threads)
        try container.encode(verbatim, forKey: .verbatim)
        try container.encode(peers, forKey: .peers)
        try container.encode(failures, forKey: .failures)
        try container.encodeIfPresent(fastest, forKey: .fastest)
        try container.encodeIfPresent(ratio, forKey: .ratio)
    }

    /// A table: each library's median milliseconds, first step and memory, the fastest first, and the ratio.
    var text: String {
        var lines = [
            "\(workload), batch \(batch), \(threads) thread\(threads == 1 ? "" : "s"), \(verbatim.count) round\(verbatim.count == 1 ? "" : "s")"
        ]
        let rows = [("verbatim", verbatim)] + peers.map { ($0.key, $0.value) }
        for (name, rounds) in rows.sorted(by: { (time($0.1), $0.0) < (time($1.1), $1.0) }) {
            let memory = rounds.compactMap(\.peakResidentMegabytes)
            lines.append(
                "  "
                    + [
                        name.trailing(18), time(rounds).fixed(2).leading(10) + " ms",
                        rounds.map(\.startup).median.fixed(2).leading(8) + " s to the first step",
                        memory.isEmpty ? "" : memory.median.fixed(2).leading(9) + " MB",
                    ].joined())
        }
        for (name, reason) in failures.sorted(by: { $0.key < $1.key }) { lines.append("  \(name): \(reason)") }
        if let ratio, let fastest { lines.append("  \(fastest) takes \(ratio.fixed(2)) times as long") }
        return lines.joined(separator: "\n")
    }

    private func time(_ rounds: [Measurement]) -> Double { rounds.map(\.median).median }
}
