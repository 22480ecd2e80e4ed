import Testing
import Verbatim

/// Rules of operations that work element by element, as StableHLO's specification states them.
@Suite struct ShapeElementwiseTests {
    private static let floats: Set<ElementType> = [.f16, .bf16, .f32, .f64]
    private static let signed: Set<ElementType> = [.i8, .i16, .i32, .i64]
    private static let unsigned: Set<ElementType> = [.u8, .u16, .u32, .u64]

    private func expectAccepted(_ name: String, _ accepts: (ElementType) -> Bool, _ elements: Set<ElementType>) {
        #expect(Set(ElementType.allCases.filter(accepts)) == elements, "\(name)")
    }

    @Test func unaryOperationsTakeTheSpecifiedTypes() {
        let integers = Self.signed.union(Self.unsigned)
        for operation in UnaryOperation.allCases {
            let elements: Set<ElementType> =
                switch operation {
                case .abs, .sign: Self.floats.union(Self.signed)
                case .negate: Self.floats.union(integers)
                case .not: integers.union([.bool])
                case .popcnt, .countLeadingZeros: integers
                case .imag, .real: []
                default: Self.floats
                }
            expectAccepted(operation.name, operation.accepts, elements)
            for element in ElementType.allCases {
                let type = t(2, 0, 3, of: element)
                guard elements.contains(element) else {
                    refuse(.unary(operation), [type], .elementType)
                    continue
                }
                expect(.unary(operation), [type], gives: [operation == .isFinite ? type.with(.bool) : type])
            }
            refuse(.unary(operation), [], .malformed)
            refuse(.unary(operation), [t(2), t(2)], .malformed)
            refuse(.unary(operation), [t(2)], [body([], [])], .malformed, says: "regions")
        }
    }

    @Test func binaryOperationsTakeTheSpecifiedTypes() {
        let integers = Self.signed.union(Self.unsigned)
        for operation in BinaryOperation.allCases {
            let elements: Set<ElementType> =
                switch operation {
                case .add, .multiply, .maximum, .minimum: Set(ElementType.allCases)
                case .and, .or, .xor: integers.union([.bool])
                case .atan2, .nextAfter: Self.floats
                case .divide, .power, .remainder, .subtract: Self.floats.union(integers)
                case .shiftLeft, .shiftRightArithmetic, .shiftRightLogical: integers
                }
            expectAccepted(operation.rawValue, operation.accepts, elements)
            for element in ElementType.allCases {
                let type = t(4, 1, of: element)
                if elements.contains(element) {
                    expect(.binary(operation), [type, type], gives: [type])
                } else {
                    refuse(.binary(operation), [type, type], .elementType)
                }
            }
            let element: ElementType = elements.contains(.i32) ? .i32 : .f32
            refuse(.binary(operation), [t(2, of: element), t(3, of: element)])
            refuse(.binary(operation), [t(2, of: element), t(2, 1, of: element)])
            refuse(.binary(operation), [t(2, of: element), t(2, of: .f64)], .elementType)
            refuse(.binary(operation), [t(2, of: element)], .malformed)
        }
    }

    @Test func compare() {
        for element in ElementType.allCases {
            let type = t(2, 3, of: element)
            let natural = CompareAttributes.Order.natural(element)
            for direction in CompareAttributes.Direction.allCases {
                for order in CompareAttributes.Order.allCases {
                    let operation = Operation.compare(CompareAttributes(direction, order: order))
                    if order == natural || (order == .totalOrder && element.isFloat) {
                        expect(operation, [type, type], gives: [type.with(.bool)])
                    } else {
                        refuse(operation, [type, type], .configuration)
                    }
                }
            }
        }
        let operation = Operation.compare(CompareAttributes(.lt, order: .float))
        refuse(operation, [t(2), t(3)])
        refuse(operation, [t(2), t(2, of: .f64)], .elementType)
        refuse(operation, [t(2)], .malformed)
    }

    @Test func select() {
        expect(.select, [t(2, 3, of: .bool), t(2, 3), t(2, 3)], gives: [t(2, 3)])
        expect(.select, [t(of: .bool), t(2, 3), t(2, 3)], gives: [t(2, 3)])
        expect(.select, [t(of: .bool), t(of: .bool), t(of: .bool)], gives: [t(of: .bool)])
        refuse(.select, [t(3, of: .bool), t(2, 3), t(2, 3)])
        refuse(.select, [t(2, 3, of: .i8), t(2, 3), t(2, 3)])
        refuse(.select, [t(of: .bool), t(2, 3), t(3, 2)])
        refuse(.select, [t(of: .bool), t(2), t(2, of: .f64)])
        refuse(.select, [t(of: .bool), t(2)], .malformed)
    }

    @Test func clamp() {
        expect(.clamp, [t(2), t(2), t(2)], gives: [t(2)])
        expect(.clamp, [t(), t(2), t()], gives: [t(2)])
        expect(.clamp, [t(), t(2), t(2)], gives: [t(2)])
        refuse(.clamp, [t(1), t(2), t(2)])
        refuse(.clamp, [t(), t(2), t(of: .f64)])
        refuse(.clamp, [t(), t(2)], .malformed)
    }

    @Test func conversions() {
        for from in ElementType.allCases {
            for to in ElementType.allCases {
                expect(.convert(ConvertAttributes(to: to)), [t(2, 0, of: from)], gives: [t(2, 0, of: to)])
            }
        }
        refuse(.convert(ConvertAttributes(to: .f32)), [], .malformed)
        func bitcast(_ element: ElementType) -> Operation { .bitcastConvert(ConvertAttributes(to: element)) }
        expect(bitcast(.u32), [t(2, 3)], gives: [t(2, 3, of: .u32)])
        expect(bitcast(.u8), [t(2, 3)], gives: [t(2, 3, 4, of: .u8)])
        expect(bitcast(.bf16), [t(2, of: .u16)], gives: [t(2, of: .bf16)])
        expect(bitcast(.f16), [t(2, 3)], gives: [t(2, 3, 2, of: .f16)])
        expect(bitcast(.f32), [t(5, 2, of: .bf16)], gives: [t(5)])
        expect(bitcast(.f64), [t(3, 2)], gives: [t(3, of: .f64)])
        expect(bitcast(.f64), [t(8, of: .i8)], gives: [t(of: .f64)])
        expect(bitcast(.bool), [t(8, of: .bool)], gives: [t(8, of: .bool)])
        refuse(bitcast(.f64), [t(2, 3)])
        refuse(bitcast(.f64), [t()])
        refuse(bitcast(.bool), [t(8, of: .i8)], .elementType)
        refuse(bitcast(.i8), [t(8, of: .bool)], .elementType)
        refuse(bitcast(.i8), [t(8), t(8)], .malformed)
    }
}
