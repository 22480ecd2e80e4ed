import VerbatimArithmetic
import VerbatimGraph

/// A format of a float that is only stored.
protocol SmallFloatKind: Sendable {
    static var element: ElementType { get }
    static var format: SmallFloatFormat { get }
}

/// The formats of floats that are only stored, as types.
enum SmallFloatFormats {
    enum F4E2M1FN: SmallFloatKind {
        static let element: ElementType = .f4E2M1FN
        static let format: SmallFloatFormat = ElementType.f4E2M1FN.smallFormat!
    }

    enum F6E2M3FN: SmallFloatKind {
        static let element: ElementType = .f6E2M3FN
        static let format: SmallFloatFormat = ElementType.f6E2M3FN.smallFormat!
    }

    enum F6E3M2FN: SmallFloatKind {
        static let element: ElementType = .f6E3M2FN
        static let format: SmallFloatFormat = ElementType.f6E3M2FN.smallFormat!
    }

    enum F8E3M4: SmallFloatKind {
        static let element: ElementType = .f8E3M4
        static let format: SmallFloatFormat = ElementType.f8E3M4.smallFormat!
    }

    enum F8E4M3: SmallFloatKind {
        static let element: ElementType = .f8E4M3
        static let format: SmallFloatFormat = ElementType.f8E4M3.smallFormat!
    }

    enum F8E4M3B11FNUZ: SmallFloatKind {
        static let element: ElementType = .f8E4M3B11FNUZ
        static let format: SmallFloatFormat = ElementType.f8E4M3B11FNUZ.smallFormat!
    }

    enum F8E4M3FN: SmallFloatKind {
        static let element: ElementType = .f8E4M3FN
        static let format: SmallFloatFormat = ElementType.f8E4M3FN.smallFormat!
    }

    enum F8E4M3FNUZ: SmallFloatKind {
        static let element: ElementType = .f8E4M3FNUZ
        static let format: SmallFloatFormat = ElementType.f8E4M3FNUZ.smallFormat!
    }

    enum F8E5M2: SmallFloatKind {
        static let element: ElementType = .f8E5M2
        static let format: SmallFloatFormat = ElementType.f8E5M2.smallFormat!
    }

    enum F8E5M2FNUZ: SmallFloatKind {
        static let element: ElementType = .f8E5M2FNUZ
        static let format: SmallFloatFormat = ElementType.f8E5M2FNUZ.smallFormat!
    }

    enum F8E8M0FNU: SmallFloatKind {
        static let element: ElementType = .f8E8M0FNU
        static let format: SmallFloatFormat = ElementType.f8E8M0FNU.smallFormat!
    }
}

/// Floats of at most 8 bits: moved, compared and converted, never computed with.
struct SmallFloat<Kind: SmallFloatKind>: Element {
    static var elementType: ElementType { Kind.element }

    let bits: UInt8

    var value: Double { Kind.format.value(bits) }

    static func function(_ operation: UnaryOperation) -> (Self) -> Self { unreachable(operation.name, Self.self) }

    static func function(_ operation: BinaryOperation) -> (Self, Self) -> Self {
        unreachable(operation.name, Self.self)
    }

    static func comparison(_ attributes: CompareAttributes) -> (Self, Self) -> Bool {
        let holds = Double.comparison(attributes)
        return { holds($0.value, $1.value) }
    }

    init(_ number: Number) {
        switch number {
        case .signed(let value): bits = Kind.format.code(Double(value))
        case .unsigned(let value): bits = Kind.format.code(Double(value))
        case .real(let value), .complex(let value, _): bits = Kind.format.code(value)
        }
    }

    var number: Number { .real(value) }

    static func contract(_: ContractionPlan, _: TensorValue, _: TensorValue) -> TensorValue {
        unreachable("dot_general", Self.self)
    }

    static func convolve(_: ConvolutionPlan, _: TensorValue, _: TensorValue) -> TensorValue {
        unreachable("convolution", Self.self)
    }
}
