// Reading a composite's options, with one form of error.
extension [String: CompositeAttributes.Option] {
    /// The whole number under a key.
    ///
    /// - Throws: `VerbatimError` where it is missing or something else.
    public func integer(_ key: String, of composite: String) throws -> Int {
        guard case .integer(let value)? = self[key] else { throw missing(key, "a whole number", composite) }
        return value
    }

    /// The number under a key.
    ///
    /// - Throws: `VerbatimError` where it is missing or something else.
    public func number(_ key: String, of composite: String) throws -> Double {
        guard case .number(let value)? = self[key] else { throw missing(key, "a number", composite) }
        return value
    }

    /// The truth value under a key.
    ///
    /// - Throws: `VerbatimError` where it is missing or something else.
    public func boolean(_ key: String, of composite: String) throws -> Bool {
        guard case .boolean(let value)? = self[key] else { throw missing(key, "a truth value", composite) }
        return value
    }

    /// The text under a key.
    ///
    /// - Throws: `VerbatimError` where it is missing or something else.
    public func string(_ key: String, of composite: String) throws -> String {
        guard case .string(let value)? = self[key] else { throw missing(key, "a text", composite) }
        return value
    }

    /// The whole numbers under a key.
    ///
    /// - Throws: `VerbatimError` where they are missing or something else.
    public func integers(_ key: String, of composite: String) throws -> [Int] {
        guard case .integers(let value)? = self[key] else { throw missing(key, "whole numbers", composite) }
        return value
    }

    private func missing(_ key: String, _ expected: String, _ composite: String) -> VerbatimError {
        VerbatimError(
            .configuration, "option \(key) of \(composite) is not \(expected)",
            received: self[key].map { "\($0)" } ?? "nothing", expected: expected)
    }
}
