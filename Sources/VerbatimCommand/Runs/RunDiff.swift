import Verbatim

/// The report of `verbatim diff`.
struct RunDiff: Codable {
    /// A member of the configuration, or of a record, that is not the same.
    struct Difference: Codable {
        let path: String
        let first: String?
        let second: String?

        init(_ difference: JSONDifference) {
            (path, first, second) = (difference.path, difference.first, difference.second)
        }

        var text: String { "  \(path): \(first ?? "absent") and \(second ?? "absent")" }
    }

    let configuration: [Difference]
    let equalRecords: Int
    let records: [Int]
    /// The first record that differs, such as `step 12`; nil if none does.
    let firstDifferent: String?
    let differences: [Difference]
    /// What the step made again shows; nil where it was not.
    let step: StepDifference?
    /// Why the step was not made again; nil where it was, or need not be.
    let notReplayed: String?

    var isDifferent: Bool { firstDifferent != nil || !configuration.isEmpty }

    init(_ first: String, _ second: String, data: String?, executor: CPUExecutor) throws {
        let runs = try [first, second].map(RecordedRun.init)
        let comparison = RunComparison(runs[0].ledger, runs[1].ledger)
        configuration = comparison.configuration.map(Difference.init)
        equalRecords = comparison.equalRecords
        records = [comparison.recordCounts.first, comparison.recordCounts.second]
        firstDifferent = comparison.divergence.map { $0.first?.label ?? $0.second?.label ?? "" }
        differences = comparison.divergence?.differences.map(Difference.init) ?? []
        guard comparison.divergence?.first?.kind == "step", comparison.divergence?.second?.kind == "step" else {
            (step, notReplayed) = (nil, nil)
            return
        }
        do {
            let sides = try zip([first, second], runs).map {
                StepDifference.Side($0, $1, try RunReader.samples($1, folder: data))
            }
            step = try StepDifference(sides[0], sides[1], record: equalRecords + 1, executor: executor)
            notReplayed = nil
        } catch let error as VerbatimError {
            (step, notReplayed) = (nil, error.description)
        }
    }

    var text: String {
        var lines = configuration.map(\.text)
        guard let firstDifferent else {
            lines.append("\(equalRecords) records are equal; the runs have \(records[0]) and \(records[1])")
            return lines.joined(separator: "\n")
        }
        lines.append("\(equalRecords) records are equal; the first that differs is \(firstDifferent)")
        lines += differences.map(\.text)
        if let step { lines += Self.lines(step) }
        if let notReplayed { lines.append("the step was not made again: \(notReplayed)") }
        return lines.joined(separator: "\n")
    }

    private static func lines(_ step: StepDifference) -> [String] {
        var lines = step.findings
        func text(_ place: StepDifference.Place?) -> String {
            guard let place else { return "an input of the step" }
            var text = "operation \(place.number) \(place.name)"
            if !place.layer.isEmpty { text += " in \(place.layer)" }
            if !place.source.isEmpty { text += " at \(place.source)" }
            return text
        }
        if step.first != nil || step.second != nil {
            let (first, second) = (text(step.first), text(step.second))
            lines.append("first different: \(first)\(first == second ? "" : ", and \(second)")")
        }
        if let element = step.element {
            var line = "first element \(element.index): \(element.first) and \(element.second)"
            if let ulps = element.ulps { line += ", \(ulps) ulp\(ulps == 1 ? "" : "s") apart" }
            lines.append(line + "; \(element.count) differ\(element.count == 1 ? "s" : "")")
        }
        return lines
    }
}
