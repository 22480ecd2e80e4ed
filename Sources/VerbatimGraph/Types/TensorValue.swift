/// A tensor's elements in memory: row-major, contiguous, copied on write, shared between tasks safely.
public struct TensorValue: Sendable {
    /// Shape and element type.
    public let type: TensorType
    package var storage: TensorStorage

    /// Makes a tensor of zeros.
    public init(zeros type: TensorType) {
        self.type = type
        storage = TensorStorage(byteCount: type.byteCount)
    }

    /// Makes a tensor of the given elements in row-major order; their number must be the shape's.
    public init<Element: TensorElement>(_ elements: [Element], shape: [Int]) throws {
        let type = TensorType(shape, Element.elementType)
        guard shape.allSatisfy({ $0 >= 0 }), elements.count == type.count else {
            throw VerbatimError(
                .shape, "a tensor's elements do not fill its shape", received: "\(elements.count) elements",
                expected: "\(type.count) for shape \(shape)", remedy: "give one element for each place of the shape")
        }
        self.init(zeros: type)
        withUnsafeMutableElements(Element.self) { target in
            for index in elements.indices { target[index] = elements[index] }
        }
    }

    /// Makes a tensor of raw row-major bytes; their number must be the type's.
    public init(type: TensorType, bytes: UnsafeRawBufferPointer) throws {
        guard bytes.count == type.byteCount else {
            throw VerbatimError(
                .shape, "a tensor's bytes do not fill its type", received: "\(bytes.count) bytes",
                expected: "\(type.byteCount) for \(type)")
        }
        self.init(zeros: type)
        storage.bytes.copyMemory(from: bytes)
    }

    /// Makes a scalar.
    public init<Element: TensorElement>(_ scalar: Element) {
        self.init(zeros: TensorType([], Element.elementType))
        withUnsafeMutableElements(Element.self) { $0[0] = scalar }
    }

    /// Makes a scalar of a type whose memory holds a Swift value.
    package init<Scalar>(type: TensorType, scalar: Scalar) {
        self.init(zeros: type)
        storage.bytes.storeBytes(of: scalar, as: Scalar.self)
    }

    package init(type: TensorType, storage: TensorStorage) {
        self.type = type
        self.storage = storage
    }

    /// The dimension sizes.
    public var shape: [Int] { type.shape }

    /// The elements in row-major order; `Element` must be the tensor's element type.
    public func array<Element: TensorElement>(of _: Element.Type = Element.self) -> [Element] {
        withUnsafeElements(Element.self) { Array($0) }
    }

    /// The same bytes under another shape of as many elements.
    public func reshaped(_ shape: [Int]) -> TensorValue {
        let reshaped = type.with(shape: shape)
        guard reshaped.count == type.count else {
            fatalError("cannot reshape \(type) to \(shape): the numbers of elements differ")
        }
        return TensorValue(type: reshaped, storage: storage)
    }

    /// Calls a closure with the elements; `Element` must be the tensor's element type.
    public func withUnsafeElements<Element: TensorElement, Result>(
        _: Element.Type, _ body: (UnsafeBufferPointer<Element>) throws -> Result
    ) rethrows -> Result {
        checkElement(Element.self)
        return try body(UnsafeRawBufferPointer(storage.bytes).assumingMemoryBound(to: Element.self))
    }

    /// Calls a closure with the elements to change; `Element` must be the tensor's element type.
    public mutating func withUnsafeMutableElements<Element: TensorElement, Result>(
        _: Element.Type, _ body: (UnsafeMutableBufferPointer<Element>) throws -> Result
    ) rethrows -> Result {
        checkElement(Element.self)
        makeUnique()
        return try body(storage.bytes.assumingMemoryBound(to: Element.self))
    }

    /// Calls a closure with the row-major bytes.
    public func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try body(UnsafeRawBufferPointer(storage.bytes))
    }

    /// Calls a closure with the row-major bytes to change.
    public mutating func withUnsafeMutableBytes<Result>(
        _ body: (UnsafeMutableRawBufferPointer) throws -> Result
    ) rethrows -> Result {
        makeUnique()
        return try body(storage.bytes)
    }

    /// Whether two tensors have the same type and the same bits.
    public static func bitsEqual(_ left: TensorValue, _ right: TensorValue) -> Bool {
        guard left.type == right.type else { return false }
        return left.withUnsafeBytes { a in right.withUnsafeBytes { b in a.elementsEqual(b) } }
    }

    private mutating func makeUnique() {
        if isKnownUniquelyReferenced(&storage) { return }
        let copy = TensorStorage(byteCount: type.byteCount)
        copy.bytes.copyMemory(from: UnsafeRawBufferPointer(storage.bytes))
        storage = copy
    }

    private func checkElement<Element: TensorElement>(_: Element.Type) {
        guard Element.elementType == type.element else {
            fatalError("a tensor of \(type.element.rawValue) was read as \(Element.elementType.rawValue)")
        }
    }
}

extension TensorValue: Hashable {
    /// Same type and same bits.
    public static func == (left: TensorValue, right: TensorValue) -> Bool { bitsEqual(left, right) }

    /// Hashes type and bits.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(type)
        withUnsafeBytes { hasher.combine(bytes: $0) }
    }
}
