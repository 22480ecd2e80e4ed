/// Prints a graph as a StableHLO module: the graph as `@main`, each decomposition once as a private function.
///
/// A parameter is `%arg` and its number in the graph, a result `%` and the number of its operation's first result.
struct TextPrinter {
    var text: String = ""
    private(set) var graph: Graph
    private var names: [ValueID: String] = [:]
    private var symbols: [Graph: String] = [:]
    private var taken: Set<String> = ["main"]
    private var waiting: [Graph] = []

    /// The whole module.
    static func text(_ graph: Graph) -> String {
        var printer = TextPrinter(graph: graph)
        printer.module()
        return printer.text
    }

    private init(graph: Graph) { self.graph = graph }

    private mutating func module() {
        text +=
            graph.name.isEmpty
            ? "module attributes {verbatim.name = \"\"} {\n" : "module \(TextSpelling.symbol(graph.name)) {\n"
        function("public", symbol: "main", attributes: "")
        var printed = 0
        while printed < waiting.count {
            graph = waiting[printed]
            let symbol = symbols[graph]!
            names = [:]
            function(
                "private", symbol: symbol,
                attributes: symbol == graph.name
                    ? "" : "attributes {verbatim.name = \(TextSpelling.quoted(graph.name))} ")
            printed += 1
        }
        text += "}\n"
    }

    private mutating func function(_ visibility: String, symbol: String, attributes: String) {
        let body = graph.body
        let inputs = body.parameters.enumerated().map { index, parameter in
            var attributes: [String] = []
            if index < graph.inputs.count {
                attributes.append("verbatim.name = \(TextSpelling.quoted(graph.inputs[index].name))")
                if let dimension = graph.inputs[index].sampleDimension {
                    attributes.append("verbatim.sample_dimension = \(dimension) : i64")
                }
            }
            return "\(define(parameter: parameter)): \(type(parameter))\(dictionary(attributes))"
        }
        let outputs = body.results.enumerated().map { index, result in
            let name = index < graph.outputNames.count ? graph.outputNames[index] : ""
            return "\(type(result)) {verbatim.name = \(TextSpelling.quoted(name))}"
        }
        text += "  func.func \(visibility) \(TextSpelling.symbol(symbol))(\(inputs.joined(separator: ", ")))"
        if !outputs.isEmpty { text += " -> (\(outputs.joined(separator: ", ")))" }
        text += " \(attributes){\n"
        block(body, terminator: "return", indent: 4)
        text += "  }\n"
    }

    /// The function that a decomposition is printed as; equal decompositions share one.
    mutating func symbol(of decomposition: Graph) -> String {
        if let symbol = symbols[decomposition] { return symbol }
        let stem = decomposition.name.isEmpty ? "decomposition" : decomposition.name
        var symbol = stem
        var number = 0
        while !taken.insert(symbol).inserted {
            symbol = "\(stem)_\(number)"
            number += 1
        }
        symbols[decomposition] = symbol
        waiting.append(decomposition)
        return symbol
    }

    // MARK: Values

    mutating func define(parameter: ValueID) -> String {
        let name = "%arg\(parameter.index)"
        names[parameter] = name
        return name
    }

    mutating func define(_ value: ValueID, as name: String) { names[value] = name }

    /// The names on an operation's left, with the equals sign.
    mutating func define(results: [ValueID]) -> String {
        guard let first = results.first else { return "" }
        if results.count == 1 {
            names[first] = "%\(first.index)"
            return "%\(first.index) = "
        }
        for (place, result) in results.enumerated() { names[result] = "%\(first.index)#\(place)" }
        return "%\(first.index):\(results.count) = "
    }

    /// The value's name; a value that nothing defines shows as such, since malformed graphs are printed too.
    func name(_ value: ValueID) -> String { names[value] ?? "%undefined\(value.index)" }

    func names(_ values: some Sequence<ValueID>) -> String { values.map(name).joined(separator: ", ") }

    func type(_ value: ValueID) -> String {
        graph.valueTypes.indices.contains(value.index) ? graph[value].description : "tensor<?>"
    }

    func types(_ values: [ValueID]) -> String { values.map(type).joined(separator: ", ") }

    // MARK: Blocks

    mutating func block(_ region: Region, terminator: String, indent: Int) {
        for node in region.nodes { self.node(node, indent: indent) }
        text += spaces(indent) + terminator
        if !region.results.isEmpty { text += " \(names(region.results)) : \(types(region.results))" }
        text += "\n"
    }

    /// A region in braces; parameters are named in a block's head unless the operation's own form names them.
    mutating func braced(_ region: Region, heading: Bool = true, indent: Int) {
        text += "{\n"
        if heading, !region.parameters.isEmpty {
            let parameters = region.parameters.map { "\(define(parameter: $0)): \(type($0))" }
            text += spaces(indent) + "^bb0(\(parameters.joined(separator: ", "))):\n"
        }
        block(region, terminator: "stablehlo.return", indent: indent + 2)
        text += spaces(indent) + "}"
    }

    func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }

    func dictionary(_ entries: [String]) -> String {
        entries.isEmpty ? "" : " {\(entries.joined(separator: ", "))}"
    }

    func location(_ location: Location) -> String {
        let source = "\(TextSpelling.quoted(location.file)):\(location.line):0"
        let path = TextSpelling.quoted(location.layerPath)
        if location.file.isEmpty && location.line == 0 { return location.layerPath.isEmpty ? "" : " loc(\(path))" }
        return location.layerPath.isEmpty ? " loc(\(source))" : " loc(\(path)(\(source)))"
    }
}
