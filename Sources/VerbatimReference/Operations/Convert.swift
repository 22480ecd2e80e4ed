import VerbatimGraph

/// `convert` and `bitcast_convert`: changes of element type by value and by bits.
enum Convert {
    /// The number nearest to each element, in another type.
    ///
    /// To a float: rounded once to nearest even, NaN becomes the canonical one (also where the type stays). Float to
    /// integer: truncated toward zero, saturated, NaN gives 0. Integer to integer: the low bits. To boolean: whether it
    /// is not zero (NaN is not); from boolean: 0 or 1.
    static func convert(_ attributes: ConvertAttributes, _ operand: TensorValue) -> TensorValue {
        let numbers = operand.type.element.scalar.numbers(operand)
        return attributes.element.scalar.tensor(operand.shape) { numbers[$0] }
    }

    /// The same bytes read as another type, little-endian: a narrower type adds a minor-most dimension, low part first.
    ///
    /// The bits of a byte that an integer of fewer does not have follow the result's sign.
    static func bitcast(_ operand: TensorValue, to type: TensorType) -> TensorValue {
        var result = TensorValue(zeros: type)
        operand.withUnsafeBytes { from in result.withUnsafeMutableBytes { $0.copyMemory(from: from) } }
        guard type.element.isInteger, type.element.bitWidth < 8 else { return result }
        let spare = UInt8(8 - type.element.bitWidth)
        result.withUnsafeMutableBytes { bytes in
            for place in bytes.indices {
                let raised = bytes[place] << spare
                bytes[place] =
                    type.element.isSignedInteger
                    ? UInt8(bitPattern: Int8(bitPattern: raised) >> Int8(spare)) : raised >> spare
            }
        }
        return result
    }
}

extension Element {
    static func numbers(_ operand: TensorValue) -> [Number] {
        operand.withUnsafeElements(Self.self) { x in x.map(\.number) }
    }

    static func tensor(_ shape: [Int], _ number: (Int) -> Number) -> TensorValue {
        TensorValue.make(shape, of: Self.self) { result in
            for place in result.indices { result[place] = Self(number(place)) }
        }
    }
}
