import VerbatimArithmetic
import VerbatimGraph

extension Lowering {
    /// An element-by-element operation, handed on where no block kernel does it.
    mutating func elementwise(_ function: ElementFunction, _ operands: [View], _ node: Node) {
        guard compiler.blocks.has(function) else { return reference(node) }
        appendElementwise(function, operands, node.results[0])
    }

    /// An element-by-element item; its result lies as its readers see it where more operands then lie in order.
    mutating func appendElementwise(_ function: ElementFunction, _ operands: [View], _ result: ValueID) {
        func item(_ operands: [View], _ result: ValueID) -> Item {
            Item(
                name: function.name, work: .elementwise(function), operands: operands, results: [result],
                payloads: function.payloads)
        }
        guard let permutation = permutations[result], !type(result).element.isNarrowFloat else {
            return append(item(operands, result))
        }
        let turned = operands.map { $0.transposed(permutation) }
        guard turned.count(where: \.isContiguous) > operands.count(where: \.isContiguous) else {
            return append(item(operands, result))
        }
        let stored = newValue(type(result).with(shape: permutation.map { type(result).shape[$0] }))
        append(item(turned, stored))
        alias(result, view(stored).transposed(TransposeAttributes(permutation).inverse))
    }

    mutating func select(_ operands: [View], _ node: Node) {
        let shape = operands[1].shape
        let predicate = operands[0].shape == shape ? operands[0] : operands[0].broadcast(to: shape, dimensions: [])
        elementwise(.select(element(operands[1]).byteCount), [predicate, operands[1], operands[2]], node)
    }

    /// `min(max(operand, low), high)`.
    mutating func clamp(_ operands: [View], _ node: Node) {
        let element = element(operands[1])
        guard compiler.blocks.has(.binary(.maximum, element)), compiler.blocks.has(.binary(.minimum, element)) else {
            return reference(node)
        }
        let shape = operands[1].shape
        let bounds = [operands[0], operands[2]].map { bound in
            bound.shape == shape ? bound : bound.broadcast(to: shape, dimensions: [])
        }
        let raised = newValue(type(node.results[0]))
        appendElementwise(.binary(.maximum, element), [operands[1], bounds[0]], raised)
        appendElementwise(.binary(.minimum, element), [view(raised), bounds[1]], node.results[0])
    }

    mutating func convert(_ operand: View, to element: ElementType, _ node: Node) {
        let from = self.element(operand)
        // Converting a type to itself keeps every value; only floats have bits to make canonical.
        if from == element, !element.isFloat { return alias(node.results[0], operand) }
        if from.isNarrowFloat, element == .f32 { return alias(node.results[0], widened(operand)) }
        elementwise(.convert(from: from, to: element), [operand], node)
    }

    mutating func bitcast(_ operand: View, to element: ElementType, _ node: Node) {
        let width = element.byteCount
        guard width == self.element(operand).byteCount else { return reference(node) }
        if self.element(operand) == element { return alias(node.results[0], operand) }
        appendElementwise(.move(width), [operand], node.results[0])
    }

    /// A constant; one number everywhere is stored once.
    mutating func constant(_ value: TensorValue, _ result: ValueID) {
        let width = value.type.element.byteCount
        let isUniform = value.withUnsafeBytes { bytes in
            bytes.count > width && width <= 8 && (width..<bytes.count).allSatisfy { bytes[$0] == bytes[$0 - width] }
        }
        guard isUniform else { return aliasConstant(result, value) }
        let scalarType = value.type.with(shape: [])
        let scalar = value.withUnsafeBytes { bytes in
            try? TensorValue(type: scalarType, bytes: UnsafeRawBufferPointer(rebasing: bytes[..<width]))
        }
        guard let scalar else { return aliasConstant(result, value) }
        aliasConstant(result, scalar) { $0.broadcast(to: value.shape, dimensions: []) }
    }

    private mutating func aliasConstant(
        _ result: ValueID, _ value: TensorValue, through change: (View) -> View = { $0 }
    ) {
        let constant = addConstant(value)
        alias(result, change(view(constant)))
    }

    /// The numbers along one dimension as a constant, repeated along the others.
    mutating func iota(_ attributes: IotaAttributes, _ result: ValueID) {
        let size = attributes.type.shape[attributes.dimension]
        let line = TensorType([size], attributes.type.element)
        let numbers: TensorValue
        switch line.element {
        case .f16: numbers = Self.numbers(line) { Half($0) }
        case .bf16: numbers = Self.numbers(line) { BFloat16($0) }
        case .f32: numbers = Self.numbers(line) { Float($0) }
        case .f64: numbers = Self.numbers(line) { Double($0) }
        case .i8: numbers = Self.numbers(line) { Int8(truncatingIfNeeded: $0) }
        case .i16: numbers = Self.numbers(line) { Int16(truncatingIfNeeded: $0) }
        case .i32: numbers = Self.numbers(line) { Int32(truncatingIfNeeded: $0) }
        case .i64: numbers = Self.numbers(line) { Int64($0) }
        case .u8: numbers = Self.numbers(line) { UInt8(truncatingIfNeeded: $0) }
        case .u16: numbers = Self.numbers(line) { UInt16(truncatingIfNeeded: $0) }
        case .u32: numbers = Self.numbers(line) { UInt32(truncatingIfNeeded: $0) }
        case .u64: numbers = Self.numbers(line) { UInt64($0) }
        case .bool, .i2, .i4, .u2, .u4, .c64, .c128, .f4E2M1FN, .f6E2M3FN, .f6E3M2FN, .f8E3M4, .f8E4M3,
            .f8E4M3B11FNUZ, .f8E4M3FN, .f8E4M3FNUZ, .f8E5M2, .f8E5M2FNUZ, .f8E8M0FNU:
            fatalError("an iota of \(line.element.rawValue) was not handed on")
        }
        aliasConstant(result, numbers) {
            $0.broadcast(to: attributes.type.shape, dimensions: [attributes.dimension])
        }
    }

    private static func numbers<Element: TensorElement>(
        _ type: TensorType, _ number: (Int) -> Element
    ) -> TensorValue {
        var value = TensorValue(zeros: type)
        value.withUnsafeMutableElements(Element.self) { elements in
            for index in elements.indices { elements[index] = number(index) }
        }
        return value
    }

    mutating func reshape(_ operand: View, _ shape: [Int], _ result: ValueID) {
        if let view = operand.reshaped(shape) { return alias(result, view) }
        appendElementwise(.move(element(operand).byteCount), [operand], result)
    }
}
