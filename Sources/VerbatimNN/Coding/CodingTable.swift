import VerbatimGraph

/// What a coder of models needs besides the data: the types by name, and which layer objects are the same.
///
/// It travels in a coder's `userInfo` and is used by one task at a time.
package final class CodingTable: @unchecked Sendable {
    // Sendable because a table is made for one encoding or decoding and never leaves it.
    package static let key: CodingUserInfoKey = CodingUserInfoKey(rawValue: "verbatim.table")!

    /// The layer types by name: the library's and the user's.
    package let layerTypes: [String: any Layer.Type]
    /// The user's closures by name.
    package let lambdas: [String: Lambda]
    /// The values that the models met so far start from, by their number.
    package private(set) var storedValues: [(number: Int, values: [NamedTensor])] = []
    /// The values that models to be read start from, by their number.
    package var values: [Int: [NamedTensor]] = [:]

    private var numbers: [ObjectIdentifier: Int] = [:]
    private var layers: [Int: any Layer] = [:]

    package init(layerTypes: [any Layer.Type] = [], lambdas: [Lambda] = []) {
        var types: [String: any Layer.Type] = [:]
        for type in StandardLayers.types + layerTypes { types[type.typeName] = type }
        self.layerTypes = types
        self.lambdas = Dictionary(lambdas.map { ($0.function, $0) }, uniquingKeysWith: { _, last in last })
    }

    /// The number of a layer object, and whether it is met for the first time.
    func number(_ layer: any Layer) -> (number: Int, isNew: Bool) {
        if let known = numbers[ObjectIdentifier(layer)] { return (known, false) }
        let number = numbers.count
        numbers[ObjectIdentifier(layer)] = number
        if let model = layer as? Model, !model.storedValues.isEmpty {
            storedValues.append((number, model.storedValues))
        }
        return (number, true)
    }

    func remember(_ layer: any Layer, _ number: Int) { layers[number] = layer }

    func layer(_ number: Int) -> (any Layer)? { layers[number] }

    static func of(_ userInfo: [CodingUserInfoKey: Any]) throws -> CodingTable {
        guard let table = userInfo[key] as? CodingTable else {
            throw VerbatimError(
                .configuration, "a model was coded without the types that it may hold", received: "a plain coder",
                expected: "Model.description(), Model.save(to:) or Model(contentsOf:)")
        }
        return table
    }
}
