import VerbatimGraph

/// Element-by-element operations: `result[i] = f(operand[i], ...)` for every index.
///
/// The functions themselves stand with the scalar types in `Elements`: IEEE 754 with canonical NaN on floats, wrapping
/// on integers, logic on booleans.
enum Elementwise {
    /// One operand; `is_finite` gives booleans, the others the operand's type.
    static func unary(_ operation: UnaryOperation, _ operand: TensorValue) -> TensorValue {
        if operation == .real || operation == .imag || (operation == .abs && operand.type.element.isComplex) {
            return ComplexParts.part(operation, operand)
        }
        guard operation == .isFinite else { return operand.type.element.scalar.unary(operation, operand) }
        let numbers = operand.type.element.scalar.numbers(operand)
        return TensorValue.make(operand.shape, of: Bool.self) { result in
            for (place, number) in numbers.enumerated() {
                if case .real(let value) = number { result[place] = value.isFinite }
            }
        }
    }

    /// Two operands of one type.
    static func binary(_ operation: BinaryOperation, _ left: TensorValue, _ right: TensorValue) -> TensorValue {
        left.type.element.scalar.binary(operation, left, right)
    }

    /// `predicate ? onTrue : onFalse`, bits kept; a scalar predicate chooses the whole tensor.
    static func select(_ predicate: TensorValue, _ onTrue: TensorValue, _ onFalse: TensorValue) -> TensorValue {
        let chosen = predicate.array(of: Bool.self)
        if predicate.type.rank == 0 { return chosen[0] ? onTrue : onFalse }
        var result = onFalse
        let width = onTrue.type.element.byteCount
        onTrue.withUnsafeBytes { from in
            result.withUnsafeMutableBytes { to in
                for place in chosen.indices where chosen[place] {
                    for byte in place * width..<(place + 1) * width { to[byte] = from[byte] }
                }
            }
        }
        return result
    }

    /// `minimum(maximum(operand, low), high)`; a scalar bound holds for every element.
    static func clamp(low: TensorValue, _ operand: TensorValue, high: TensorValue) -> TensorValue {
        operand.type.element.scalar.clamp(low: low, operand, high: high)
    }
}

extension Element {
    static func unary(_ operation: UnaryOperation, _ operand: TensorValue) -> TensorValue {
        let f: (Self) -> Self = function(operation)
        return operand.withUnsafeElements(Self.self) { x in
            TensorValue.make(operand.shape, of: Self.self) { result in
                for place in x.indices { result[place] = f(x[place]) }
            }
        }
    }

    static func binary(_ operation: BinaryOperation, _ left: TensorValue, _ right: TensorValue) -> TensorValue {
        let f: (Self, Self) -> Self = function(operation)
        return left.withUnsafeElements(Self.self) { a in
            right.withUnsafeElements(Self.self) { b in
                TensorValue.make(left.shape, of: Self.self) { result in
                    for place in a.indices { result[place] = f(a[place], b[place]) }
                }
            }
        }
    }

    static func clamp(low: TensorValue, _ operand: TensorValue, high: TensorValue) -> TensorValue {
        let (minimum, maximum): ((Self, Self) -> Self, (Self, Self) -> Self) = (function(.minimum), function(.maximum))
        let (lows, highs) = (low.array(of: Self.self), high.array(of: Self.self))
        return operand.withUnsafeElements(Self.self) { x in
            TensorValue.make(operand.shape, of: Self.self) { result in
                for place in x.indices {
                    let raised = maximum(x[place], lows[low.type.rank == 0 ? 0 : place])
                    result[place] = minimum(raised, highs[high.type.rank == 0 ? 0 : place])
                }
            }
        }
    }
}
