import VerbatimGraph

/// `compare`: a relation between the elements of two tensors.
///
/// FLOAT is IEEE 754's quiet comparison: with a NaN only NE is true, and -0 equals +0. TOTALORDER puts -NaN < -inf <
/// ... < -0 < +0 < ... < inf < NaN, by sign and bits, so that EQ means equal bits. Booleans: false < true.
enum Compare {
    /// One boolean for each pair of elements.
    static func compare(_ attributes: CompareAttributes, _ left: TensorValue, _ right: TensorValue) -> TensorValue {
        left.type.element.scalar.compare(attributes, left, right)
    }

    /// The relation of a direction on a type with an order of its own.
    static func ordered<Value: Comparable>(_ direction: CompareAttributes.Direction) -> (Value, Value) -> Bool {
        switch direction {
        case .eq: { $0 == $1 }
        case .ne: { $0 != $1 }
        case .ge: { $0 >= $1 }
        case .gt: { $0 > $1 }
        case .le: { $0 <= $1 }
        case .lt: { $0 < $1 }
        }
    }
}

extension Element {
    static func compare(_ attributes: CompareAttributes, _ left: TensorValue, _ right: TensorValue) -> TensorValue {
        let holds = comparison(attributes)
        return left.withUnsafeElements(Self.self) { a in
            right.withUnsafeElements(Self.self) { b in
                TensorValue.make(left.shape, of: Bool.self) { result in
                    for place in a.indices { result[place] = holds(a[place], b[place]) }
                }
            }
        }
    }
}
