import VerbatimGraph

extension Tensor {
    /// Shows the tensor under a name, and returns it unchanged.
    ///
    /// A value is shown at once. Inside a trace it is shown whenever the compiled graph runs, in program order, and
    /// changes no bit of anything else. The observer of a compiled graph is given to `compiled`.
    ///
    /// - Parameter observer: What gets a value; the default prints one line.
    @discardableResult
    public func printed(
        _ name: String, observer: Observer = Observation.print, file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        if isTraced {
            _ = Tensor.apply([self], results: 0, file: file, line: line) { builder, operands in
                let attributes = CustomCallAttributes(
                    target: CustomCallAttributes.print, configuration: name, hasSideEffect: true, resultTypes: [])
                return try builder.append(.customCall(attributes), operands)
            }
        } else if let value = try? value() {
            observer(Observation(name: name, value: value, location: Location(file: "\(file)", line: line)))
        }
        return self
    }

    /// The same elements, of which a gradient sees a constant.
    public func stopGradient(file: StaticString = #fileID, line: Int = #line) -> Tensor {
        guard isTraced, elementType.isFloat else { return self }
        return apply(file: file, line: line) { try $0.composite(StopGradient(), operands: [$1])[0] }
    }
}

extension Observation {
    /// Prints `name: value` as one observation on the standard output.
    public static let print: Observer = { observation in
        Swift.print("\(observation.name): \(Tensor(observation.value))")
    }
}
