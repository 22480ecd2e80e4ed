import VerbatimGraph

extension TensorValue {
    /// Makes a tensor whose elements a closure sets, from zeros.
    static func make<Scalar: Element>(
        _ shape: [Int], of _: Scalar.Type, _ fill: (UnsafeMutableBufferPointer<Scalar>) throws -> Void
    ) rethrows -> TensorValue {
        var value = TensorValue(zeros: TensorType(shape, Scalar.elementType))
        try value.withUnsafeMutableElements(Scalar.self, fill)
        return value
    }

    /// The element at a place in row-major order, as a scalar tensor with its bits.
    func scalar(at place: Int) -> TensorValue {
        var value = TensorValue(zeros: type.with(shape: []))
        let width = type.element.byteCount
        withUnsafeBytes { from in
            value.withUnsafeMutableBytes {
                $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: from[place * width..<(place + 1) * width]))
            }
        }
        return value
    }

    /// Sets the element at a place in row-major order to the bits of a scalar tensor.
    mutating func set(_ scalar: TensorValue, at place: Int) {
        let width = type.element.byteCount
        scalar.withUnsafeBytes { from in
            withUnsafeMutableBytes { to in
                UnsafeMutableRawBufferPointer(rebasing: to[place * width..<(place + 1) * width]).copyMemory(from: from)
            }
        }
    }

    /// The elements of an integer tensor, clamped to ±2^62 so that sums with sizes cannot overflow.
    func indices() -> [Int] {
        type.element.scalar.numbers(self).map { number in
            switch number {
            case .signed(let value): min(max(Int(clamping: value), -(1 << 62)), 1 << 62)
            case .unsigned(let value): min(Int(clamping: value), 1 << 62)
            case .real, .complex: fatalError("a float was used as an index")
            }
        }
    }
}
