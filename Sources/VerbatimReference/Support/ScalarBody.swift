import VerbatimGraph

extension Region {
    /// The body as a function of two scalars, where it is one binary operation or gives one of its parameters.
    ///
    /// Only a shortcut: running the region gives the same bits.
    func scalarFunction<Scalar: Element>(of _: Scalar.Type) -> ((Scalar, Scalar) -> Scalar)? {
        if let operation = simpleBody { return Scalar.function(operation) }
        guard parameters.count == 2, nodes.isEmpty else { return nil }
        if results == [parameters[0]] { return { first, _ in first } }
        if results == [parameters[1]] { return { _, second in second } }
        return nil
    }

    /// The body as a relation of two scalars, where it is one comparison of its parameters in order.
    ///
    /// Only a shortcut: running the region gives the same bits.
    func scalarRelation<Scalar: Element>(of _: Scalar.Type) -> ((Scalar, Scalar) -> Bool)? {
        guard nodes.count == 1, case .compare(let attributes) = nodes[0].operation, nodes[0].operands == parameters,
            results == nodes[0].results
        else { return nil }
        return Scalar.comparison(attributes)
    }
}

extension Element {
    static func reduceWindow(
        _ body: Region, _ plan: WindowPlan, _ operand: TensorValue, _ initial: TensorValue
    ) -> TensorValue? {
        guard let f = body.scalarFunction(of: Self.self) else { return nil }
        let start = initial.array(of: Self.self)[0]
        return operand.withUnsafeElements(Self.self) { x in
            TensorValue.make(plan.shape, of: Self.self) { result in
                for (place, window) in plan.windows.enumerated() {
                    var accumulator = start
                    for element in window { accumulator = f(accumulator, element.map { x[$0] } ?? start) }
                    result[place] = accumulator
                }
            }
        }
    }

    static func select(_ body: Region, _ plan: WindowPlan, _ operand: TensorValue) -> [Int?]? {
        guard let stays = body.scalarRelation(of: Self.self) else { return nil }
        return operand.withUnsafeElements(Self.self) { x in
            plan.windows.map { window in
                var selected: Int?
                for case let candidate? in window {
                    if let current = selected, stays(x[current], x[candidate]) { continue }
                    selected = candidate
                }
                return selected
            }
        }
    }

    static func scatter(
        _ body: Region, _ input: TensorValue, _ updates: TensorValue, _ places: [Int?]
    ) -> TensorValue? {
        guard let f = body.scalarFunction(of: Self.self) else { return nil }
        var result = input
        updates.withUnsafeElements(Self.self) { update in
            result.withUnsafeMutableElements(Self.self) { target in
                for (number, place) in places.enumerated() {
                    if let place { target[place] = f(target[place], update[number]) }
                }
            }
        }
        return result
    }
}
