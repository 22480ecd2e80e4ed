import VerbatimGraph

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Callbacks' states as JSON text under their types' names; the second of a type is `Name#2`.
enum CallbackStates {
    /// Throws unless every callback says what its state is.
    ///
    /// - Throws: `VerbatimError` of code `configuration` that names the callback.
    static func check(_ callbacks: [any Callback]) throws {
        for (name, callback) in named(callbacks)
        where !(callback is any StatefulCallback) && !(callback is any StatelessCallback) {
            throw VerbatimError(
                .configuration, "a run with the callback \(name) could not be resumed exactly", received: name,
                expected: "StatefulCallback, or StatelessCallback where nothing needs to be kept",
                remedy: "declare one of them, or pass resume: .never")
        }
    }

    /// The states of all callbacks that have one.
    static func save(_ callbacks: [any Callback]) throws -> [(name: String, state: String)] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return try named(callbacks).compactMap { name, callback in
            guard let stateful = callback as? any StatefulCallback else { return nil }
            // In a list, since JSON has objects and lists at its top.
            func encoded(_ callback: some StatefulCallback) throws -> Data { try encoder.encode([callback.state]) }
            do {
                return (name, String(decoding: try encoded(stateful), as: UTF8.self))
            } catch let error as EncodingError {
                throw VerbatimError(
                    .configuration, "the state of the callback \(name) cannot be written", received: "\(error)",
                    expected: "a state that JSON can hold")
            }
        }
    }

    /// Puts states back.
    ///
    /// - Throws: `VerbatimError` of code `configuration` that names the callback that has no state or is missing.
    static func restore(
        _ states: [(name: String, state: String)], to callbacks: [any Callback], source: String
    ) throws {
        let stateful = named(callbacks).compactMap { name, callback in
            (callback as? any StatefulCallback).map { (name, $0) }
        }
        for (name, _) in states where !stateful.contains(where: { $0.0 == name }) {
            throw VerbatimError(
                .configuration, "the run has a callback that it is resumed without", received: "no \(name)",
                expected: name, remedy: "pass the callbacks that the run began with")
        }
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        for (name, callback) in stateful {
            guard let state = states.first(where: { $0.name == name })?.state else {
                throw VerbatimError(
                    .configuration, "the run has no state of the callback \(name)", received: name,
                    expected: states.isEmpty ? "no callback with a state" : states.map(\.name).joined(separator: ", "),
                    remedy: "pass the callbacks that the run began with")
            }
            func put<C: StatefulCallback>(_ callback: C) throws {
                guard let value = try decoder.decode([C.State].self, from: Data(state.utf8)).first else { return }
                callback.state = value
            }
            do {
                try put(callback)
            } catch let error as DecodingError {
                throw VerbatimError(
                    .file, "\(source) has a state that the callback \(name) does not read", received: "\(error)",
                    expected: "the state that this type wrote")
            }
        }
    }

    private static func named(_ callbacks: [any Callback]) -> [(String, any Callback)] {
        var counts: [String: Int] = [:]
        return callbacks.map { callback in
            let name = String(describing: type(of: callback))
            let number = counts[name, default: 0] + 1
            counts[name] = number
            return (number == 1 ? name : "\(name)#\(number)", callback)
        }
    }
}
