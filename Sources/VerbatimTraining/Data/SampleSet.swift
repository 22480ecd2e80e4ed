import VerbatimGraph

/// Samples in memory: inputs and targets with equally many rows.
struct SampleSet: Sendable {
    let inputs: [TensorValue]
    let targets: [TensorValue]
    let count: Int

    /// - Throws: `VerbatimError` of code `data` unless there is at least one row and all have equally many.
    init(inputs: [TensorValue], targets: [TensorValue], purpose: String, mayBeEmpty: Bool = false) throws {
        let all = inputs + targets
        guard let first = all.first, all.allSatisfy({ $0.type.rank >= 1 }) else {
            throw VerbatimError(
                .data, "\(purpose) got data without samples",
                received: all.isEmpty ? "no tensors" : "\(all.map(\.type))",
                expected: "tensors whose first dimension runs over the samples")
        }
        let count = first.shape[0]
        guard all.allSatisfy({ $0.shape[0] == count }) else {
            throw VerbatimError(
                .data, "\(purpose) got inputs and targets with different numbers of samples",
                received: all.map { "\($0.shape[0])" }.joined(separator: " and "),
                expected: "one target for each input")
        }
        guard count > 0 || mayBeEmpty else {
            throw VerbatimError(
                .data, "\(purpose) got an empty data set", received: "0 samples", expected: "at least 1 sample")
        }
        self.inputs = inputs
        self.targets = targets
        self.count = count
    }

    private init(inputs: [TensorValue], targets: [TensorValue], count: Int) {
        self.inputs = inputs
        self.targets = targets
        self.count = count
    }

    /// A copy of a range of rows.
    func rows(_ range: Range<Int>) -> SampleSet {
        func cut(_ value: TensorValue) -> TensorValue {
            var part = TensorValue(zeros: value.type.with(shape: [range.count] + value.shape.dropFirst()))
            let rowBytes = SampleSet.rowBytes(value)
            value.withUnsafeBytes { source in
                part.withUnsafeMutableBytes {
                    $0.copyMemory(
                        from: UnsafeRawBufferPointer(
                            rebasing: source[range.lowerBound * rowBytes..<range.upperBound * rowBytes]))
                }
            }
            return part
        }
        return SampleSet(inputs: inputs.map(cut), targets: targets.map(cut), count: range.count)
    }

    private static func rowBytes(_ value: TensorValue) -> Int { value.type.byteCount / max(1, value.shape[0]) }
}

extension SampleSet: Dataset {
    var sampleType: SampleType {
        func row(_ value: TensorValue) -> TensorType { value.type.with(shape: Array(value.shape.dropFirst())) }
        return SampleType(inputs: inputs.map(row), targets: targets.map(row))
    }

    func sample(_ index: Int, epoch: Int) throws -> Sample { try written(index, epoch: epoch) }

    func write(_ index: Int, epoch: Int, to row: SampleRow) {
        check(index)
        for (number, value) in inputs.enumerated() { SampleSet.copy(value, index, to: row.input(number)) }
        for (number, value) in targets.enumerated() { SampleSet.copy(value, index, to: row.target(number)) }
    }

    /// Fills a batch with rows, reusing its memory where nothing else refers to it.
    func fill(_ batch: inout Batch, count: Int, row: (Int) -> Int) {
        SampleSet.fill(&batch.inputs, from: inputs, count: count, row: row)
        SampleSet.fill(&batch.targets, from: targets, count: count, row: row)
    }

    private static func fill(_ buffers: inout [TensorValue], from values: [TensorValue], count: Int, row: (Int) -> Int)
    {
        for index in values.indices {
            if buffers.count == index || !isBatch(buffers[index].type, of: count, from: values[index].type) {
                let buffer = TensorValue(
                    zeros: values[index].type.with(shape: [count] + values[index].shape.dropFirst()))
                if buffers.count == index { buffers.append(buffer) } else { buffers[index] = buffer }
            }
            copy(count, of: values[index], into: &buffers[index], row: row)
        }
    }

    /// Whether a type is that of a number of rows of another; makes no arrays.
    private static func isBatch(_ type: TensorType, of count: Int, from whole: TensorType) -> Bool {
        guard type.element == whole.element, type.rank == whole.rank, type.shape[0] == count else { return false }
        for dimension in 1..<type.rank where type.shape[dimension] != whole.shape[dimension] { return false }
        return true
    }

    private static func copy(_ count: Int, of value: TensorValue, into target: inout TensorValue, row: (Int) -> Int) {
        let rowBytes = value.type.byteCount / max(1, value.shape[0])
        guard rowBytes > 0 else { return }
        value.withUnsafeBytes { source in
            target.withUnsafeMutableBytes { bytes in
                for place in 0..<count {
                    let start = row(place) * rowBytes
                    UnsafeMutableRawBufferPointer(rebasing: bytes[place * rowBytes..<(place + 1) * rowBytes])
                        .copyMemory(from: UnsafeRawBufferPointer(rebasing: source[start..<start + rowBytes]))
                }
            }
        }
    }

    private static func copy(_ value: TensorValue, _ index: Int, to row: UnsafeMutableRawBufferPointer) {
        value.withUnsafeBytes {
            row.copyMemory(
                from: UnsafeRawBufferPointer(rebasing: $0[index * row.count..<(index + 1) * row.count]))
        }
    }
}
