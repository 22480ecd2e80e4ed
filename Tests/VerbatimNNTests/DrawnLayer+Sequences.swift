import Verbatim

extension DrawnLayer {
    private static func sigmoid(_ x: Double) -> Double { try! Verbatim.sigmoid(Tensor(x)).scalar() }
    private static func tanh(_ x: Double) -> Double { try! Verbatim.tanh(Tensor(x)).scalar() }

    /// A row times a matrix.
    private static func product(_ row: [Double], _ matrix: Grid) -> [Double] {
        let columns = matrix.shape.last!
        return (0..<columns).map { column in
            row.indices.reduce(0) { $0 + row[$1] * matrix.values[$1 * columns + column] }
        }
    }

    /// A row of which places are dropped where the draw is 0, the rest scaled.
    private static func dropped(_ row: [Double], _ keep: [Double], _ rate: Double) -> [Double] {
        zip(row, keep).map { $1 == 1 ? $0 / (1 - rate) : 0 }
    }

    private enum Kind { case simple, lstm, gru }

    /// One sequence through a cell with dropout 0.25 and recurrent dropout 0.5, one mask for all steps; the last output.
    private static func recurrence(
        _ kind: Kind, _ steps: [[Double]], _ keepInput: [Double], _ keepState: [Double], _ kernel: Grid,
        _ recurrent: Grid, _ bias: Grid
    ) -> [Double] {
        let units = keepState.count
        var (h, c) = ([Double](repeating: 0, count: units), [Double](repeating: 0, count: units))
        for step in steps {
            let x = zip(product(dropped(step, keepInput, 0.25), kernel), bias.values).map { $0 + $1 }
            let u = product(dropped(h, keepState, 0.5), recurrent)
            func part(_ values: [Double], _ number: Int) -> [Double] {
                Array(values[number * units..<(number + 1) * units])
            }
            switch kind {
            case .simple: h = zip(x, u).map { tanh($0 + $1) }
            case .lstm:
                let sum = zip(x, u).map { $0 + $1 }
                let (i, f, o) = (part(sum, 0).map(sigmoid), part(sum, 1).map(sigmoid), part(sum, 3).map(sigmoid))
                let candidate = part(sum, 2).map(tanh)
                c = (0..<units).map { f[$0] * c[$0] + i[$0] * candidate[$0] }
                h = (0..<units).map { o[$0] * tanh(c[$0]) }
            case .gru:
                // The second row of the bias belongs to the state, and the reset gate comes after the product.
                let v = zip(u, bias.values.dropFirst(3 * units)).map { $0 + $1 }
                let z = zip(part(x, 0), part(v, 0)).map { sigmoid($0 + $1) }
                let r = zip(part(x, 1), part(v, 1)).map { sigmoid($0 + $1) }
                let candidate = (0..<units).map { tanh(part(x, 2)[$0] + r[$0] * part(v, 2)[$0]) }
                h = (0..<units).map { z[$0] * h[$0] + (1 - z[$0]) * candidate[$0] }
            }
        }
        return h
    }

    /// A recurrent layer of 4 units on `[5, ..., 3]`, the cell at each place alone.
    private static func recurrent(
        _ title: String, _ kind: Kind, places: [Int] = [], _ path: String, _ make: @escaping @Sendable () -> any Layer
    ) -> DrawnLayer {
        DrawnLayer(title, [[5] + places + [3]], make) { inputs, draws, variables in
            let shape = [6] + places
            var values: [Double] = []
            _ = Grid(shape) { place in
                let steps = (0..<5).map { step in
                    (0..<3).map { inputs[0][[place[0], step] + place.dropFirst() + [$0]] }
                }
                values += recurrence(
                    kind, steps, (0..<3).map { draws["input"][place + [$0]] },
                    (0..<4).map { draws["recurrent"][place + [$0]] }, variables["\(path)/kernel"]!,
                    variables["\(path)/recurrent_kernel"]!, variables["\(path)/bias"]!)
                return 0
            }
            return Grid(shape + [4], values)
        }
    }

    static let recurrences: [DrawnLayer] = [
        recurrent("SimpleRNN", .simple, "simpleRNN.1/simpleRNNCell.1") {
            SimpleRNN(4, dropout: 0.25, recurrentDropout: 0.5)
        },
        recurrent("LSTM", .lstm, "lSTM.1/lSTMCell.1") { LSTM(4, dropout: 0.25, recurrentDropout: 0.5) },
        recurrent("GRU", .gru, "gRU.1/gRUCell.1") {
            GRU(4, biasInitializer: .randomUniform, dropout: 0.25, recurrentDropout: 0.5)
        },
        recurrent("RNN", .lstm, "rNN.1/lSTMCell.1") { RNN(LSTMCell(4, dropout: 0.25, recurrentDropout: 0.5)) },
        recurrent("ConvLSTM1D", .lstm, places: [2], "convLSTM1D.1/convLSTMCell.1") {
            ConvLSTM1D(4, kernelSize: 1, dropout: 0.25, recurrentDropout: 0.5)
        },
        recurrent("ConvLSTM2D", .lstm, places: [2, 1], "convLSTM2D.1/convLSTMCell.1") {
            ConvLSTM2D(4, kernelSize: 1, dropout: 0.25, recurrentDropout: 0.5)
        },
        recurrent("ConvLSTM3D", .lstm, places: [1, 2, 1], "convLSTM3D.1/convLSTMCell.1") {
            ConvLSTM3D(4, kernelSize: 1, dropout: 0.25, recurrentDropout: 0.5)
        },
    ]

    /// The weights of a row of scores.
    private static func softmax(_ scores: [Double]) -> [Double] {
        let high = scores.max()!
        let powers: [Double] = scores.map { try! exp(Tensor($0 - high)).scalar() }
        return powers.map { $0 / powers.reduce(0, +) }
    }

    /// Queries `[3, 4]` on `[5, 4]`: scores by a closure, weights of which a quarter is dropped.
    private static func attention(
        _ title: String, _ make: @escaping @Sendable () -> any Layer,
        _ score: @escaping @Sendable ([Double], [Double], [String: Grid]) -> Double
    ) -> DrawnLayer {
        DrawnLayer(title, [[3, 4], [5, 4]], make) { inputs, draws, variables in
            func row(_ x: Grid, _ sample: Int, _ time: Int) -> [Double] { (0..<4).map { x[sample, time, $0] } }
            return Grid([6, 3, 4]) { place in
                let query = row(inputs[0], place[0], place[1])
                let weights = softmax((0..<5).map { score(query, row(inputs[1], place[0], $0), variables) })
                let kept = dropped(weights, (0..<5).map { draws["keep"][place[0], place[1], $0] }, 0.25)
                return (0..<5).reduce(0) { $0 + kept[$1] * inputs[1][place[0], $1, place[2]] }
            }
        }
    }

    /// Two query heads of size 3 on one or two heads of keys and values, by the parameters of a layer.
    private static func heads(
        _ title: String, _ path: String, keyHeads: Int, _ make: @escaping @Sendable () -> any Layer
    ) -> DrawnLayer {
        DrawnLayer(title, [[3, 4], [5, 4]], make) { inputs, draws, variables in
            func projected(_ x: Grid, _ name: String, _ sample: Int, _ time: Int, _ head: Int) -> [Double] {
                let (kernel, bias) = (variables["\(path)/\(name)/kernel"]!, variables["\(path)/\(name)/bias"]!)
                return (0..<3).map { unit in
                    (0..<4).reduce(bias[head, unit]) { $0 + x[sample, time, $1] * kernel[$1, head, unit] }
                }
            }
            let (kernel, bias) = (
                variables["\(path)/attention_output/kernel"]!, variables["\(path)/attention_output/bias"]!
            )
            return Grid([6, 3, 4]) { place in
                var sum = bias[place[2]]
                for head in 0..<2 {
                    let keyHead = head * keyHeads / 2
                    let query = projected(inputs[0], "query", place[0], place[1], head)
                    let scores = (0..<5).map { time in
                        zip(query, projected(inputs[1], "key", place[0], time, keyHead)).reduce(0) { $0 + $1.0 * $1.1 }
                            / 3.0.squareRoot()
                    }
                    let keep = (0..<5).map { draws["keep"][place[0], head, place[1], $0] }
                    let weights = dropped(softmax(scores), keep, 0.25)
                    for time in 0..<5 {
                        let value = projected(inputs[1], "value", place[0], time, keyHead)
                        for unit in 0..<3 { sum += weights[time] * value[unit] * kernel[head, unit, place[2]] }
                    }
                }
                return sum
            }
        }
    }

    static let attentions: [DrawnLayer] = [
        attention("Attention", { Attention(dropout: 0.25) }) { query, key, _ in
            zip(query, key).reduce(0) { $0 + $1.0 * $1.1 }
        },
        attention("AdditiveAttention", { AdditiveAttention(dropout: 0.25) }) { query, key, variables in
            (0..<4).reduce(0) { $0 + variables["additiveAttention.1/scale"]![$1] * tanh(query[$1] + key[$1]) }
        },
        heads("MultiHeadAttention", "multiHeadAttention.1", keyHeads: 2) {
            MultiHeadAttention(numHeads: 2, keyDim: 3, dropout: 0.25)
        },
        heads("GroupQueryAttention", "groupQueryAttention.1", keyHeads: 1) {
            GroupQueryAttention(headDim: 3, numQueryHeads: 2, numKeyValueHeads: 1, dropout: 0.25)
        },
    ]
}
