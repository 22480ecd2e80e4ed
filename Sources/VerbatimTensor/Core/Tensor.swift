import VerbatimGraph

/// An array of numbers of one element type: operations on values run at once, inside a trace they are recorded.
///
/// Inside `compiled`, a layer or `valueAndGradient` a tensor stands for a value to come, and operations on it append to
/// a graph; the bits are the same both ways. Operations do not throw: a mistake is kept with its layer path and source
/// location, and thrown when the tensor is read or the graph compiled. Tensors are values: a copy never changes when
/// another one does.
///
/// Literals and Swift numbers take the element type of the tensor that they meet; alone they are `f32` or `i32`.
/// Element types are never changed silently otherwise: `cast(to:)` does it.
public struct Tensor: Sendable {
    package enum Storage: Sendable {
        /// Elements in memory.
        case value(TensorValue)
        /// A number whose element type is still open.
        case number(WeakNumber)
        /// A value of a graph under construction.
        case traced(Trace, ValueID, TensorType)
        /// What a mistake left behind, and a type so that whoever looks at its shape gets to where mistakes are thrown.
        case failed(VerbatimError, TensorType)
    }

    package var storage: Storage

    package init(_ storage: Storage) { self.storage = storage }

    /// Makes a tensor of elements in memory.
    public init(_ value: TensorValue) { storage = .value(value) }

    /// Makes a tensor of the given elements in row-major order, one for each place of the shape.
    public init<Element: TensorElement>(
        shape: [Int], _ elements: [Element], file: StaticString = #fileID, line: Int = #line
    ) {
        do {
            storage = .value(try TensorValue(elements, shape: shape))
        } catch {
            storage = .failed(
                Tensor.located(error, Location(file: "\(file)", line: line)),
                TensorType(shape.map { _ in 1 }, Element.elementType))
        }
    }

    /// Makes a tensor of one dimension.
    public init<Element: TensorElement>(_ elements: [Element]) { self.init(shape: [elements.count], elements) }

    /// Makes a scalar of the Swift number's own element type.
    public init<Element: TensorElement>(_ scalar: Element) { storage = .value(TensorValue(scalar)) }

    /// Makes an `i64` scalar of a Swift `Int`.
    public init(_ scalar: Int) { storage = .value(TensorValue(Int64(scalar))) }

    /// Shape and element type; a failed tensor has those of the operand with the most dimensions.
    public var type: TensorType {
        switch storage {
        case .value(let value): value.type
        case .number(let number): TensorType([], number.element)
        case .traced(_, _, let type): type
        case .failed(_, let type): type
        }
    }

    /// The dimension sizes, outermost first; empty for a scalar.
    public var shape: [Int] { type.shape }
    /// The element type.
    public var elementType: ElementType { type.element }
    /// The number of dimensions.
    public var rank: Int { type.rank }
    /// The number of elements.
    public var count: Int { type.count }

    /// Whether the tensor stands for a value to come, in a graph under construction.
    public var isTraced: Bool {
        if case .traced = storage { return true }
        return false
    }

    /// The mistake that the tensor comes from, if any.
    public var failure: VerbatimError? {
        if case .failed(let error, _) = storage { return error }
        return nil
    }

    /// The graph under construction that the tensor belongs to.
    package var trace: Trace? {
        if case .traced(let trace, _, _) = storage { return trace }
        return nil
    }

    /// The elements in memory.
    ///
    /// - Throws: The mistake that the tensor comes from, or `VerbatimError` of code `unsupported` inside a trace, where
    ///   there is no value yet.
    public func value() throws -> TensorValue {
        switch storage {
        case .value(let value): return value
        case .number(let number): return try number.value(as: number.element)
        case .traced(let trace, _, let type):
            throw VerbatimError(
                .unsupported, "a tensor was read while its graph is being built", received: "\(type) of \(trace.name)",
                expected: "a tensor with a value",
                remedy: "return it from the compiled closure and read it there, or show it with printed(_:)",
                location: trace.location)
        case .failed(let error, _): throw error
        }
    }

    /// The elements in row-major order.
    ///
    /// - Throws: What `value()` throws, or `VerbatimError` of code `elementType` if `Element` is not the element type.
    public func array<Element: TensorElement>(of _: Element.Type = Element.self) throws -> [Element] {
        let value = try value()
        guard value.type.element == Element.elementType else {
            throw VerbatimError(
                .elementType, "a tensor was read as another element type",
                received: "\(value.type) as \(Element.elementType.rawValue)", expected: value.type.element.rawValue,
                remedy: "read it as its own type or cast it first")
        }
        return value.array(of: Element.self)
    }

    /// The only element.
    ///
    /// - Throws: What `array(of:)` throws, or `VerbatimError` of code `shape` unless there is exactly one element.
    public func scalar<Element: TensorElement>(as _: Element.Type = Element.self) throws -> Element {
        let elements = try array(of: Element.self)
        guard elements.count == 1 else {
            throw VerbatimError(.shape, "a tensor was read as a scalar", received: "\(type)", expected: "one element")
        }
        return elements[0]
    }

    /// Whether both tensors have values of the same type and the same bits.
    ///
    /// - Throws: What `value()` throws.
    public func bitsEqual(_ other: Tensor) throws -> Bool {
        TensorValue.bitsEqual(try value(), try other.value())
    }

    /// Any error as a `VerbatimError` that knows where it happened.
    package static func located(_ error: any Error, _ location: Location) -> VerbatimError {
        if let error = error as? VerbatimError { return error.at(location) }
        return VerbatimError(.malformed, "\(error)", location: location)
    }
}
