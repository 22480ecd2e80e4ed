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
    static func bitcast(_ operand: TensorValue, to type: TensorType) -> TensorValue {
        var result = TensorValue(zeros: type)
        operand.withUnsafeBytes { from in result.withUnsafeMutableBytes { $0.copyMemory(from: from) } }
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
