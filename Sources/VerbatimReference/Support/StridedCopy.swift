import VerbatimGraph

/// Moves a box of elements between two memories, each with its own start and strides, and keeps all bits.
///
/// Every data movement is one of these: a transpose permutes the strides, a broadcast has strides of 0, a reversal
/// negative ones.
struct StridedCopy {
    /// The box's size in each dimension.
    var shape: [Int]
    /// Where the box begins in the source, in elements.
    var sourceStart: Int = 0
    /// The source's step in each dimension, in elements.
    var sourceStrides: [Int]
    /// Where the box begins in the destination, in elements.
    var destinationStart: Int = 0
    /// The destination's step in each dimension, in elements.
    var destinationStrides: [Int]

    /// Copies the box; both tensors have elements of one type.
    func run(from source: TensorValue, to destination: inout TensorValue) {
        switch source.type.element.byteCount {
        case 1: run(UInt8.self, from: source, to: &destination)
        case 2: run(UInt16.self, from: source, to: &destination)
        case 4: run(UInt32.self, from: source, to: &destination)
        case 8: run(UInt64.self, from: source, to: &destination)
        default: run((UInt64, UInt64).self, from: source, to: &destination)
        }
    }

    private func run<Word>(_: Word.Type, from source: TensorValue, to destination: inout TensorValue) {
        if shape.contains(0) { return }
        source.withUnsafeBytes { from in
            destination.withUnsafeMutableBytes { to in
                copy(
                    0, from.assumingMemoryBound(to: Word.self), sourceStart, to.assumingMemoryBound(to: Word.self),
                    destinationStart)
            }
        }
    }

    private func copy<Word>(
        _ dimension: Int, _ from: UnsafeBufferPointer<Word>, _ source: Int, _ to: UnsafeMutableBufferPointer<Word>,
        _ destination: Int
    ) {
        if dimension == shape.count {
            to[destination] = from[source]
            return
        }
        let (size, step, pace) = (shape[dimension], sourceStrides[dimension], destinationStrides[dimension])
        if dimension == shape.count - 1 {
            for index in 0..<size { to[destination + index * pace] = from[source + index * step] }
        } else {
            for index in 0..<size {
                copy(dimension + 1, from, source + index * step, to, destination + index * pace)
            }
        }
    }
}
