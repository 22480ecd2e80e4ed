/// The table of what was varied: whether the outcome stayed, and whether it was one.
struct AblationReport: Codable {
    /// What a row says of its factor.
    enum Verdict: String, Codable {
        /// The runs of a row do not agree.
        case unstable
        /// They agree on what the program gives as it stands.
        case same
        /// They agree on something else.
        case changed
    }

    /// One row.
    struct Row: Codable {
        let factor: String
        let outcomes: [String]
        let verdict: Verdict
    }

    var rows: [Row] = []
    private var table = CheckReport()

    /// Adds the runs of a row; the first one is of the program as it stands.
    mutating func add(_ cell: Cell, _ outcomes: [Outcome]) {
        table.add(cell, outcomes)
        let labels = table.rows[table.rows.count - 1].outcomes
        let given = table.rows[0].outcomes
        let verdict: Verdict =
            Set(labels).count > 1 ? .unstable : Set(given) == Set(labels) ? .same : .changed
        rows.append(Row(factor: cell.label, outcomes: labels, verdict: verdict))
    }

    /// Whether some row gives several outcomes.
    var isUnstable: Bool { rows.contains { $0.verdict == .unstable } }

    /// The table as text.
    var text: String {
        let isGivenUnstable = rows.first?.verdict == .unstable
        let width = rows.map(\.factor.count).max() ?? 0
        var lines = rows.enumerated().map { number, row in
            let said: String =
                switch row.verdict {
                case .unstable: "unstable: \(Set(row.outcomes).count) outcomes in \(row.outcomes.count) runs"
                case .same: number == 0 ? "one outcome" : "the same outcome"
                case .changed: isGivenUnstable ? "one outcome" : "another outcome"
                }
            return row.factor + String(repeating: " ", count: width - row.factor.count + 2) + said
        }
        lines.append("")
        lines += table.distinct.map { "\($0.label)  x\($0.count)  \($0.value)" }
        func names(_ isIncluded: (Row) -> Bool) -> String {
            let names = rows.dropFirst().filter(isIncluded).map(\.factor)
            return names.isEmpty ? "nothing that was varied" : names.joined(separator: ", ")
        }
        if isGivenUnstable {
            lines.append("unstable as given; it looks stable with: \(names { $0.verdict != .unstable })")
        } else {
            lines.append("changes the outcome: \(names { $0.verdict == .changed })")
            lines.append("makes it unstable: \(names { $0.verdict == .unstable })")
        }
        return lines.joined(separator: "\n")
    }
}
