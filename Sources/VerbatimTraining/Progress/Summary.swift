import VerbatimGraph
import VerbatimNN

/// The table of a model's layers, output shapes and numbers of parameters, as Keras 3 prints it.
struct Summary {
    private struct Row {
        var label: String
        var shape: String
        var count: String
        var connections: String
    }

    private let title: String
    private let isSequential: Bool
    private let rows: [Row]
    private let trainable: (count: Int, bytes: Int)
    private let fixed: (count: Int, bytes: Int)

    init(_ model: Model, _ declarations: ModelDeclarations) {
        let labels = Summary.labels(model)
        title = model.name ?? (model.isSequential ? "sequential" : "functional")
        isSequential = model.isSequential
        func size(_ variables: [VariableDeclaration]) -> (count: Int, bytes: Int) {
            (variables.reduce(0) { $0 + $1.type.count }, variables.reduce(0) { $0 + $1.type.byteCount })
        }
        trainable = size(declarations.variables.filter(\.isTrainable))
        fixed = size(declarations.variables.filter { !$0.isTrainable })

        var rows: [Row] = []
        if !model.isSequential {
            for (index, input) in model.inputs.enumerated() {
                let shape = (input.shape ?? []).map { ", \($0)" }.joined()
                rows.append(
                    Row(
                        label: "\(Summary.inputLabel(model, index)) (InputLayer)", shape: "(None\(shape))", count: "0",
                        connections: "-"))
            }
        }
        // The calls of the model's own layers end in the order of its wiring.
        let own = declarations.calls.filter { $0.depth == 1 }
        for (number, traced) in own.enumerated() where model.calls.indices.contains(number) {
            let call = model.calls[number]
            let isFirst = !model.calls[..<number].contains { $0.layer === call.layer }
            guard isFirst || !model.isSequential else { continue }
            let below = declarations.variables.filter { $0.path.hasPrefix(traced.path + "/") }
            let sources = call.inputs.map { value in
                switch value {
                case .input(let index): "\(Summary.inputLabel(model, index))[0][0]"
                case .output(let source, let index):
                    "\(labels[ObjectIdentifier(model.calls[source].layer)]!)[0][\(index)]"
                }
            }
            rows.append(
                Row(
                    label: "\(labels[ObjectIdentifier(call.layer)]!) (\(type(of: call.layer).typeName))",
                    shape: traced.outputs.map(Summary.shape).joined(separator: ", "),
                    count: isFirst ? Summary.grouped(size(below).count) : "0",
                    connections: sources.joined(separator: ", ")))
        }
        self.rows = rows
    }

    /// The text, without a newline at its end.
    var text: String {
        var headers = ["Layer (type)", "Output Shape", "Param #"]
        var cells = rows.map { [$0.label, $0.shape, $0.count] }
        if !isSequential {
            headers.append("Connected to")
            for index in rows.indices { cells[index].append(rows[index].connections) }
        }
        let least = isSequential ? [31, 22, 13] : [19, 17, 10, 17]
        let widths = headers.indices.map { column in
            max(least[column], headers[column].count, cells.map { $0[column].count }.max() ?? 0)
        }
        func rule(_ left: String, _ line: String, _ middle: String, _ right: String) -> String {
            left + widths.map { String(repeating: line, count: $0 + 2) }.joined(separator: middle) + right
        }
        func row(_ cells: [String], _ bar: String) -> String {
            bar
                + cells.enumerated().map { column, cell in
                    let space = String(repeating: " ", count: widths[column] - cell.count)
                    return column == 2 ? " \(space)\(cell) " : " \(cell)\(space) "
                }.joined(separator: bar) + bar
        }
        var lines = ["Model: \"\(title)\"", rule("┏", "━", "┳", "┓"), row(headers, "┃"), rule("┡", "━", "╇", "┩")]
        for (index, cell) in cells.enumerated() {
            if index > 0 { lines.append(rule("├", "─", "┼", "┤")) }
            lines.append(row(cell, "│"))
        }
        lines.append(rule("└", "─", "┴", "┘"))
        let total = (count: trainable.count + fixed.count, bytes: trainable.bytes + fixed.bytes)
        for (name, size) in [
            ("Total params", total), ("Trainable params", trainable), ("Non-trainable params", fixed),
        ] {
            lines.append(" \(name): \(Summary.grouped(size.count)) (\(Summary.bytes(size.bytes)))")
        }
        return lines.joined(separator: "\n")
    }

    /// Keras' names: the label, or the type in snake case with a number from the second on.
    static func labels(_ model: Model) -> [ObjectIdentifier: String] {
        var counts: [String: Int] = [:]
        var labels: [ObjectIdentifier: String] = [:]
        for layer in model.layers {
            let stem = snakeCase(type(of: layer).typeName)
            let number = counts[stem, default: 0]
            counts[stem] = number + 1
            labels[ObjectIdentifier(layer)] = layer.name ?? (number == 0 ? stem : "\(stem)_\(number)")
        }
        return labels
    }

    static func snakeCase(_ name: String) -> String {
        let characters = Array(name)
        var result = ""
        for (index, character) in characters.enumerated() {
            let follows = index > 0 && (characters[index - 1].isLowercase || characters[index - 1].isNumber)
            let opens =
                index > 0 && characters[index - 1].isUppercase && index + 1 < characters.count
                && characters[index + 1].isLowercase
            // Keras writes conv2d and max_pooling2d: no break before the D.
            let isDimension = index > 0 && characters[index - 1].isNumber
            if character.isUppercase, follows && !isDimension || opens { result += "_" }
            result += character.lowercased()
        }
        return result
    }

    private static func inputLabel(_ model: Model, _ index: Int) -> String {
        model.inputs[index].name ?? (index == 0 ? "input_layer" : "input_layer_\(index)")
    }

    private static func shape(_ type: TensorType) -> String {
        "(None" + type.shape.dropFirst().map { ", \($0)" }.joined() + (type.rank == 1 ? ",)" : ")")
    }

    private static func grouped(_ number: Int) -> String {
        var digits = Array(String(number))
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: place)
            place -= 3
        }
        return String(digits)
    }

    private static func bytes(_ count: Int) -> String {
        let units = ["B", "KB", "MB", "GB", "TB"]
        var size = Double(count)
        var unit = 0
        while size >= 1024, unit < units.count - 1 {
            size /= 1024
            unit += 1
        }
        let hundredths = Int((size * 100).rounded())
        let fraction = hundredths % 100
        return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction) \(units[unit])"
    }
}
