import Verbatim

extension LayerCase {
    private static func cell(_ layer: String, _ kernel: [Int], _ recurrent: [Int], _ bias: [Int]) -> [(String, [Int])] {
        [("\(layer)/kernel", kernel), ("\(layer)/recurrent_kernel", recurrent), ("\(layer)/bias", bias)]
    }

    static let recurrences: [LayerCase] = [
        LayerCase(
            "SimpleRNN", [4, 3], [5], cell("simpleRNN.1/simpleRNNCell.1", [3, 5], [5, 5], [5]), wrong: flat
        ) { SimpleRNN(5) },
        LayerCase(
            "LSTM", [4, 3], [5], cell("lSTM.1/lSTMCell.1", [3, 20], [5, 20], [20]), wrong: flat
        ) { LSTM(5) },
        LayerCase(
            "LSTM, all outputs, backwards, with dropout", [4, 3], [4, 2],
            cell("lSTM.1/lSTMCell.1", [3, 8], [2, 8], [8]), wrong: TensorType([2, 0, 3], .f32)
        ) { LSTM(2, dropout: 0.25, recurrentDropout: 0.5, returnSequences: true, goBackwards: true) },
        LayerCase(
            "GRU", [4, 3], [4, 5], cell("gRU.1/gRUCell.1", [3, 15], [5, 15], [2, 15]), wrong: flat
        ) { GRU(5, returnSequences: true) },
        LayerCase(
            "GRU, reset before", [4, 3], [2], cell("gRU.1/gRUCell.1", [3, 6], [2, 6], [6]), wrong: flat
        ) { GRU(2, resetAfter: false) },
        LayerCase(
            "LSTM from states", inputs: [[4, 3], [2], [2]], [2], cell("lSTM.1/lSTMCell.1", [3, 8], [2, 8], [8]),
            wrong: [TensorType([2, 4, 3], .f32), TensorType([2, 3], .f32)]
        ) { LSTM(2) },
        LayerCase(
            "GRUCell", inputs: [[3], [2]], [2], cell("gRUCell.1", [3, 6], [2, 6], [2, 6]),
            wrong: [TensorType([4, 3], .f32), TensorType([4, 3], .f32)]
        ) { GRUCell(2) },
        LayerCase(
            "LSTMCell", inputs: [[3], [2], [2]], [2], cell("lSTMCell.1", [3, 8], [2, 8], [8]),
            wrong: [TensorType([4, 3], .f32), TensorType([4, 2], .f32)]
        ) { LSTMCell(2) },
        LayerCase(
            "SimpleRNNCell", inputs: [[3], [2]], [2], cell("simpleRNNCell.1", [3, 2], [2, 2], [2]),
            wrong: [TensorType([4, 3], .f32), TensorType([4, 3], .f32)]
        ) { SimpleRNNCell(2) },
        LayerCase(
            "StackedRNNCells", inputs: [[3], [2], [2], [2]], [2],
            cell("stackedRNNCells.1/lSTMCell.1", [3, 8], [2, 8], [8])
                + cell("stackedRNNCells.1/simpleRNNCell.1", [2, 2], [2, 2], [2]),
            wrong: [TensorType([4, 3], .f32), TensorType([4, 3], .f32)]
        ) { StackedRNNCells([LSTMCell(2), SimpleRNNCell(2)]) },
        LayerCase(
            "ConvLSTMCell", inputs: [[5, 2], [4, 2], [4, 2]], [4, 2],
            cell("convLSTMCell.1", [2, 2, 8], [2, 2, 8], [8]),
            wrong: [TensorType([4, 5, 2], .f32), TensorType([4, 4, 3], .f32)]
        ) { ConvLSTMCell(2, kernelSize: [2], strides: [1], dilationRate: [1]) },
        LayerCase(
            "RNN over stacked cells", [4, 3], [4, 2],
            cell("rNN.1/stackedRNNCells.1/lSTMCell.1", [3, 8], [2, 8], [8])
                + cell("rNN.1/stackedRNNCells.1/simpleRNNCell.1", [2, 2], [2, 2], [2]), wrong: flat
        ) { RNN([LSTMCell(2), SimpleRNNCell(2)], returnSequences: true) },
        LayerCase(
            "Bidirectional", [4, 3], [4, 4],
            cell("bidirectional.1/lSTM.1/lSTMCell.1", [3, 8], [2, 8], [8])
                + cell("bidirectional.1/lSTM.2/lSTMCell.1", [3, 8], [2, 8], [8]), wrong: flat
        ) { Bidirectional(LSTM(2, returnSequences: true)) },
        LayerCase(
            "TimeDistributed", [4, 3], [4, 5],
            [("timeDistributed.1/dense.1/kernel", [3, 5]), ("timeDistributed.1/dense.1/bias", [5])],
            wrong: TensorType([3], .f32)
        ) { TimeDistributed(Dense(5)) },
        LayerCase(
            "ConvLSTM1D", [3, 5, 2], [4, 2], cell("convLSTM1D.1/convLSTMCell.1", [2, 2, 8], [2, 2, 8], [8]),
            wrong: flat
        ) { ConvLSTM1D(2, kernelSize: 2) },
        LayerCase(
            "ConvLSTM2D", [3, 4, 3, 2], [3, 2, 3, 2],
            cell("convLSTM2D.1/convLSTMCell.1", [3, 2, 2, 8], [3, 2, 2, 8], [8]), wrong: flat
        ) { ConvLSTM2D(2, kernelSize: [3, 2], strides: [2, 1], padding: .same, returnSequences: true) },
        LayerCase(
            "ConvLSTM3D", [2, 3, 3, 3, 1], [2, 2, 2, 1],
            cell("convLSTM3D.1/convLSTMCell.1", [2, 2, 2, 1, 4], [2, 2, 2, 1, 4], [4]), wrong: flat
        ) { ConvLSTM3D(1, kernelSize: 2) },
    ]

    private static func heads(
        _ layer: String, _ sizes: [(String, [Int], [Int])]
    ) -> [(String, [Int])] {
        sizes.flatMap { [("\(layer).1/\($0.0)/kernel", $0.1), ("\(layer).1/\($0.0)/bias", $0.2)] }
    }

    static let attentions: [LayerCase] = [
        LayerCase(
            "Attention", inputs: [[3, 4], [5, 4]], [3, 4], [("attention.1/scale", [])],
            wrong: [TensorType([2, 3, 4], .f32)]
        ) { Attention(useScale: true, useCausalMask: true) },
        LayerCase(
            "Attention by sums", inputs: [[3, 4], [5, 2], [5, 4]], [3, 2],
            [("attention.1/concat_score_weight", [])], wrong: [flat, flat]
        ) { Attention(scoreMode: .concat, dropout: 0.25) },
        LayerCase(
            "AdditiveAttention", inputs: [[3, 4], [5, 4]], [3, 4], [("additiveAttention.1/scale", [4])],
            wrong: [flat, flat]
        ) { AdditiveAttention() },
        LayerCase(
            "MultiHeadAttention", inputs: [[3, 4], [5, 6]], [3, 4],
            heads(
                "multiHeadAttention",
                [
                    ("query", [4, 2, 3], [2, 3]), ("key", [6, 2, 3], [2, 3]), ("value", [6, 2, 2], [2, 2]),
                    ("attention_output", [2, 2, 4], [4]),
                ]), wrong: [flat, flat]
        ) { MultiHeadAttention(numHeads: 2, keyDim: 3, valueDim: 2, dropout: 0.25) },
        LayerCase(
            "MultiHeadAttention over one of two dimensions, with a gate", inputs: [[2, 3, 4], [2, 5, 6]], [2, 3, 4],
            heads(
                "multiHeadAttention",
                [
                    ("query", [4, 2, 3], [2, 3]), ("key", [6, 2, 3], [2, 3]), ("value", [6, 2, 2], [2, 2]),
                    ("gate", [4, 2, 2], [2, 2]), ("attention_output", [2, 2, 4], [4]),
                ]), wrong: [flat, flat]
        ) { MultiHeadAttention(numHeads: 2, keyDim: 3, valueDim: 2, attentionAxes: [2], gate: .sigmoid) },
        LayerCase(
            "MultiHeadAttention with an output of two dimensions", inputs: [[3, 4], [5, 6]], [3, 2, 5],
            heads(
                "multiHeadAttention",
                [
                    ("query", [4, 2, 3], [2, 3]), ("key", [6, 2, 3], [2, 3]), ("value", [6, 2, 3], [2, 3]),
                    ("attention_output", [2, 3, 2, 5], [2, 5]),
                ]), wrong: [flat, flat]
        ) { MultiHeadAttention(numHeads: 2, keyDim: 3, outputShape: [2, 5]) },
        LayerCase(
            "MultiHeadAttention, causal", inputs: [[4, 4], [4, 4]], [4, 5],
            [
                ("multiHeadAttention.1/query/kernel", [4, 2, 2]), ("multiHeadAttention.1/key/kernel", [4, 2, 2]),
                ("multiHeadAttention.1/value/kernel", [4, 2, 2]),
                ("multiHeadAttention.1/attention_output/kernel", [2, 2, 5]),
            ], wrong: [TensorType([2, 4, 4], .f32), TensorType([3, 4, 4], .f32)]
        ) { MultiHeadAttention(numHeads: 2, keyDim: 2, useBias: false, outputSize: 5, useCausalMask: true) },
        LayerCase(
            "GroupQueryAttention", inputs: [[3, 4], [5, 4]], [3, 4],
            heads(
                "groupQueryAttention",
                [
                    ("query", [4, 4, 2], [4, 2]), ("key", [4, 2, 2], [2, 2]), ("value", [4, 2, 2], [2, 2]),
                    ("attention_output", [4, 2, 4], [4]),
                ]), wrong: [flat, flat]
        ) { GroupQueryAttention(headDim: 2, numQueryHeads: 4, numKeyValueHeads: 2) },
        LayerCase(
            "GroupQueryAttention with a gate", inputs: [[3, 4], [5, 4]], [3, 4],
            heads(
                "groupQueryAttention",
                [
                    ("query", [4, 4, 2], [4, 2]), ("key", [4, 2, 2], [2, 2]), ("value", [4, 2, 2], [2, 2]),
                    ("gate", [4, 4, 2], [4, 2]), ("attention_output", [4, 2, 4], [4]),
                ]), wrong: [flat, flat]
        ) { GroupQueryAttention(headDim: 2, numQueryHeads: 4, numKeyValueHeads: 2, gate: .sigmoid) },
    ]
}
