import VerbatimCPU
import VerbatimGraph
import VerbatimTensor

/// What a step that two runs made differently is owed to: the first operation in execution order, and its first element.
package struct StepDifference: Sendable, Codable {
    /// An operation and where it stands.
    package struct Place: Sendable, Codable {
        /// Its number in execution order, from 1.
        package let number: Int
        /// Its name, such as `stablehlo.dot_general`.
        package let name: String
        /// The path of its layer; empty outside layers.
        package let layer: String
        /// The source file and line; empty where unknown.
        package let source: String
    }

    /// The step.
    package let step: Int
    /// What was found, in order, for readers.
    package private(set) var findings: [String] = []
    /// The first operation that differs: as the first run has it, and as the second; nil where one has none there.
    package private(set) var first: Place?
    /// As the second run has it.
    package private(set) var second: Place?
    /// The first element that differs.
    package private(set) var element: ElementDifference?

    /// A run, and all that making its step again takes.
    package struct Side {
        let name: String
        let run: RecordedRun
        let samples: RunSamples

        /// Puts them together.
        package init(_ name: String, _ run: RecordedRun, _ samples: RunSamples) {
            self.name = name
            self.run = run
            self.samples = samples
        }
    }

    /// A step made again.
    private struct Replayed {
        let side: Side
        let record: LedgerRecord
        let outputs: OperationOutputs
        let inputs: [TensorValue]
        let stateCount: Int
        let isReproduced: Bool
        let state: [TensorValue]
    }

    /// Makes the step of a record again in both runs, whose records before it are equal.
    ///
    /// - Throws: `VerbatimError` if samples are not at hand, or a file is damaged.
    package init(_ left: Side, _ right: Side, record: Int, executor: CPUExecutor) throws {
        step = left.run.ledger.records[record].integer("step") ?? 0
        guard let a = try replay(left, record, executor), let b = try replay(right, record, executor) else { return }
        for side in [a, b] where !side.isReproduced {
            findings.append(
                "\(side.side.name) does not hold what its own program gives: step \(step) made again has another state")
        }
        let program = ProgramDifference(a.outputs.graph, b.outputs.graph)
        if try parts(a, b, program, executor) { return }
        if try inputsDiffer(a, b) {
            try firstOperation(a, b, executor)
            return
        }
        findings.append("made again, the step gives the same in both")
        for side in [a, b] where !side.isReproduced { try unreproduced(side, executor) }
    }

    /// Goes to the record from the nearest checkpoint before it; nil if the run itself is not reproduced on the way.
    private mutating func replay(_ side: Side, _ index: Int, _ executor: CPUExecutor) throws -> Replayed? {
        try side.run.checkArithmetic()
        var start: Checkpoint?
        for step in side.run.checkpointSteps {
            let checkpoint = try side.run.checkpoint(step)
            if checkpoint.chain.count <= index { start = checkpoint }
        }
        guard let start else {
            throw VerbatimError(
                .data, "\(side.name) has no checkpoint before the step", received: side.run.files.path,
                expected: "the one from before the first step")
        }
        var replay = try RunReplay(side.run, from: start, samples: side.samples, executor: executor)
        do {
            while replay.next < index { try replay.advance() }
        } catch let mismatch as RunReplay.Mismatch {
            findings.append(
                "\(side.name) is not what its own program gives from step \(mismatch.step) on: \(mismatch.what): "
                    + "computed \(mismatch.computed), recorded \(mismatch.recorded)")
            return nil
        }
        let record = side.run.ledger.records[index]
        let (graph, inputs) = try replay.inputs(of: record)
        let count = replay.values.count
        let executable = try executor.compile(graph)
        let state = Array(try executable(inputs).prefix(count))
        return Replayed(
            side: side, record: record, outputs: OperationOutputs(graph), inputs: inputs, stateCount: count,
            isReproduced: executor.fingerprint(of: state) == record.text("fingerprint"), state: state)
    }

    // MARK: What differs

    /// Whether the stored programs part in a value: then it is the first of them in execution order.
    private mutating func parts(
        _ a: Replayed, _ b: Replayed, _ difference: ProgramDifference, _ executor: CPUExecutor
    ) throws -> Bool {
        guard !difference.sites.isEmpty else { return false }
        findings.append("the stored steps are different programs")
        let sites = difference.sites.filter { a.outputs.graph[$0.first] == b.outputs.graph[$0.second] }
        let left = try a.outputs.run(a.inputs, executor, giving: sites.map(\.first))
        let right = try b.outputs.run(b.inputs, executor, giving: sites.map(\.second))
        for (index, site) in sites.enumerated() {
            guard let found = ElementDifference(left[index], right[index]) else { continue }
            first = Self.place(of: site.first, a.outputs)
            second = Self.place(of: site.second, b.outputs)
            element = found
            return true
        }
        if sites.isEmpty, let site = difference.sites.first {
            first = Self.place(of: site.first, a.outputs)
            second = Self.place(of: site.second, b.outputs)
            return true
        }
        findings.append("and give the same values at this step")
        return false
    }

    /// Whether what the step takes differs: state, or samples.
    private mutating func inputsDiffer(_ a: Replayed, _ b: Replayed) throws -> Bool {
        for (index, (left, right)) in zip(a.inputs, b.inputs).enumerated() {
            guard let found = ElementDifference(left, right) else { continue }
            let name = a.outputs.graph.inputs[index].name
            findings.append(
                "the step's input \(name)\(found.place) is \(found.first) in one and \(found.second) in the other")
            return true
        }
        return false
    }

    /// The first operation of one program that gives different values for different inputs.
    private mutating func firstOperation(_ a: Replayed, _ b: Replayed, _ executor: CPUExecutor) throws {
        guard a.outputs.nodes.count == b.outputs.nodes.count else { return }
        let (left, right) = (
            try a.outputs.fingerprints(a.inputs, executor), try b.outputs.fingerprints(b.inputs, executor)
        )
        guard let number = zip(left, right).enumerated().first(where: { $1.0 != $1.1 })?.offset else { return }
        let values = a.outputs.nodes[number].results
        let pairs = zip(
            try a.outputs.run(a.inputs, executor, giving: values),
            try b.outputs.run(b.inputs, executor, giving: b.outputs.nodes[number].results))
        first = Self.place(number, a.outputs)
        second = Self.place(number, b.outputs)
        element = pairs.lazy.compactMap { ElementDifference($0, $1) }.first
    }

    /// What can be said of a step that its own program does not give: by the ledger's operations, or a checkpoint.
    private mutating func unreproduced(_ side: Replayed, _ executor: CPUExecutor) throws {
        let name = side.side.name
        if let recorded = side.record.operations, recorded.count == side.outputs.nodes.count {
            let computed = try side.outputs.fingerprints(side.inputs, executor)
            guard let number = zip(computed, recorded).enumerated().first(where: { $1.0 != $1.1 })?.offset else {
                findings.append("every operation of \(name) is recorded as it is computed; its state alone differs")
                return
            }
            let place = Self.place(number, side.outputs)
            findings.append("the first operation that \(name) recorded otherwise is number \(place.number)")
            (first, second) = (place, place)
            let results = side.outputs.nodes[number].results
            guard results.count == 1 else { return }
            let value = try side.outputs.run(side.inputs, executor, giving: results)[0]
            if let moved = ElementSearch.neighbour(of: value, fingerprint: recorded[number]) {
                element = ElementDifference(value, moved)
                findings.append("its recorded fingerprint is that of its output with one element moved to a neighbour")
            }
            return
        }
        guard side.side.run.checkpointSteps.contains(step) else {
            findings.append("record \(name) with --ledger full to know by which operation")
            return
        }
        let checkpoint = try side.side.run.checkpoint(step)
        for (tensor, value) in zip(checkpoint.tensors, side.state) {
            guard let found = ElementDifference(value, tensor.value) else { continue }
            findings.append("the checkpoint of step \(step) in \(name) has another \(tensor.path)\(found.place)")
            element = found
            return
        }
    }

    private static func place(of value: ValueID, _ outputs: OperationOutputs) -> Place? {
        outputs.nodes.firstIndex { $0.results.contains(value) }.map { place($0, outputs) }
    }

    private static func place(_ number: Int, _ outputs: OperationOutputs) -> Place {
        let node = outputs.nodes[number]
        let location = node.location
        return Place(
            number: number + 1, name: OperationLabel.name(node), layer: location.layerPath,
            source: location.file.isEmpty ? "" : "\(location.file):\(location.line)")
    }
}
