/// The table of outcomes: which there are, how often, and in which cells.
struct CheckReport: Codable {
    /// A distinct outcome.
    struct Distinct: Codable {
        var label: String
        var value: String
        var count: Int
    }

    /// What the runs of a cell came to.
    struct Row: Codable {
        var cell: Cell
        var resources: [String]
        var outcomes: [String]
    }

    var distinct: [Distinct] = []
    var rows: [Row] = []

    /// Records the runs of one cell.
    mutating func add(_ cell: Cell, _ outcomes: [Outcome]) {
        let labels = outcomes.map { outcome in
            if let known = distinct.firstIndex(where: { $0.value == outcome.value }) {
                distinct[known].count += 1
            } else {
                distinct.append(Distinct(label: Self.label(distinct.count), value: outcome.value, count: 1))
            }
            return distinct.first { $0.value == outcome.value }!.label
        }
        var resources: [String] = []
        for resource in outcomes.compactMap(\.resources) where !resources.contains(resource) {
            resources.append(resource)
        }
        rows.append(Row(cell: cell, resources: resources, outcomes: labels))
    }

    /// Two cells whose runs came to different outcomes, which may be one cell; nil if all agree.
    var disagreement: (Cell, Cell)? {
        guard let first = rows.first(where: { !$0.outcomes.isEmpty }) else { return nil }
        if let unstable = rows.first(where: { Set($0.outcomes).count > 1 }) { return (unstable.cell, unstable.cell) }
        return rows.first { !$0.outcomes.isEmpty && $0.outcomes[0] != first.outcomes[0] }.map { (first.cell, $0.cell) }
    }

    /// The table as text.
    var text: String {
        let header = ["setting", "ran on", "runs", "outcomes"]
        let body = rows.map { row -> [String] in
            if let reason = row.cell.skipped { return [row.cell.label, "skipped: \(reason)", "0", "-"] }
            let counts = distinct.compactMap { outcome -> String? in
                let count = row.outcomes.filter { $0 == outcome.label }.count
                return count == 0 ? nil : "\(outcome.label) x\(count)"
            }
            return [
                row.cell.label, row.resources.isEmpty ? "-" : row.resources.joined(separator: "; "),
                "\(row.outcomes.count)", counts.joined(separator: ", "),
            ]
        }
        let table = [header] + body
        let widths = header.indices.map { column in table.map { $0[column].count }.max()! }
        var lines = table.map { row in
            row.indices.map { row[$0] + String(repeating: " ", count: widths[$0] - row[$0].count) }
                .joined(separator: "  ").trimmingTrailingSpaces()
        }
        lines.append("")
        for outcome in distinct { lines.append("\(outcome.label)  x\(outcome.count)  \(outcome.value)") }
        lines.append(distinct.count == 1 ? "one outcome" : "\(distinct.count) outcomes")
        return lines.joined(separator: "\n")
    }

    /// A, B, ..., Z, AA, AB, ...
    private static func label(_ index: Int) -> String {
        let letter = String(UnicodeScalar(UInt8(65 + index % 26)))
        return index < 26 ? letter : label(index / 26 - 1) + letter
    }
}

extension String {
    fileprivate func trimmingTrailingSpaces() -> String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
