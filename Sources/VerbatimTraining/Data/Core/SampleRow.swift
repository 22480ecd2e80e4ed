import VerbatimGraph

/// The memory of one sample in a batch: the row of each input and each target.
public struct SampleRow {
    private let inputs: [UnsafeMutableRawBufferPointer]
    private let targets: [UnsafeMutableRawBufferPointer]
    private let place: Int
    private let count: Int

    init(
        inputs: [UnsafeMutableRawBufferPointer], targets: [UnsafeMutableRawBufferPointer], place: Int, of count: Int
    ) {
        self.inputs = inputs
        self.targets = targets
        self.place = place
        self.count = count
    }

    /// The bytes of an input, row-major in this machine's byte order; valid while the row is written.
    public func input(_ index: Int) -> UnsafeMutableRawBufferPointer { row(inputs[index]) }

    /// The bytes of a target, row-major in this machine's byte order; valid while the row is written.
    public func target(_ index: Int) -> UnsafeMutableRawBufferPointer { row(targets[index]) }

    private func row(_ whole: UnsafeMutableRawBufferPointer) -> UnsafeMutableRawBufferPointer {
        let byteCount = whole.count / count
        return UnsafeMutableRawBufferPointer(rebasing: whole[place * byteCount..<(place + 1) * byteCount])
    }

    /// Writes a sample whose types are those of the row.
    func copy(_ sample: Sample) {
        for (index, value) in sample.inputs.enumerated() { value.withUnsafeBytes { input(index).copyMemory(from: $0) } }
        for (index, value) in sample.targets.enumerated() {
            value.withUnsafeBytes { target(index).copyMemory(from: $0) }
        }
    }
}
