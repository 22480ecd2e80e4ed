import Verbatim

/// The functions of `keras.ops` by name.
enum OpsTable {
    /// The outputs of a function.
    static func outputs(_ name: String, _ a: OpsArguments) throws -> [Tensor] {
        if let unary = unary[name] { return [unary(try a.tensor(0))] }
        if let binary = binary[name] { return [binary(try a.tensor(0), try a.tensor(1))] }
        for table in [folds, shapes, matrices, networks, images, orders, others] {
            if let results = try table(name, a) { return results }
        }
        throw Unsupported("function \(name)")
    }

    private static let unary: [String: @Sendable (Tensor) -> Tensor] = [
        "abs": { abs($0) }, "absolute": { abs($0) }, "arccos": { acos($0) }, "arccosh": { acosh($0) },
        "arcsin": { asin($0) }, "arcsinh": { asinh($0) }, "arctan": { atan($0) }, "arctanh": { atanh($0) },
        "cbrt": { cbrt($0) }, "ceil": { ceil($0) }, "cos": { cos($0) }, "cosh": { cosh($0) },
        "deg2rad": { deg2rad($0) }, "erf": { erf($0) }, "erfc": { erfc($0) }, "erfinv": { erfInv($0) },
        "exp": { exp($0) }, "exp2": { exp2($0) }, "expm1": { expm1($0) }, "floor": { floor($0) }, "i0": { i0($0) },
        "isfinite": { isFinite($0) }, "isnan": { isNaN($0) }, "log": { log($0) }, "log10": { log10($0) },
        "log1p": { log1p($0) }, "log2": { log2($0) }, "logical_not": { logicalNot($0.cast(to: .bool)) },
        "negative": { -$0 }, "rad2deg": { rad2deg($0) }, "ravel": { $0.flattened() },
        "reciprocal": { reciprocal($0) }, "relu": { relu($0) }, "round": { round($0) }, "rsqrt": { rsqrt($0) },
        "sigmoid": { sigmoid($0) }, "sign": { sign($0) }, "silu": { silu($0) }, "sin": { sin($0) },
        "sinc": { sinc($0) }, "sinh": { sinh($0) }, "softplus": { softplus($0) }, "softsign": { softsign($0) },
        "sqrt": { sqrt($0) }, "square": { square($0) }, "swish": { silu($0) }, "tan": { tan($0) },
        "tanh": { tanh($0) }, "trunc": { trunc($0) },
    ]

    private static let binary: [String: @Sendable (Tensor, Tensor) -> Tensor] = [
        "add": { $0 + $1 }, "arctan2": { atan2($0, $1) }, "cdist": { cdist($0, $1) }, "cross": { cross($0, $1) },
        "divide": { $0 / $1 }, "divide_no_nan": { divideNoNaN($0, $1) }, "dot": { dot($0, $1) },
        "equal": { $0 .== $1 }, "floor_divide": { floorDivide($0, $1) }, "greater": { $0 .> $1 },
        "greater_equal": { $0 .>= $1 }, "hypot": { hypot($0, $1) }, "inner": { inner($0, $1) },
        "kron": { kron($0, $1) }, "less": { $0 .< $1 }, "less_equal": { $0 .<= $1 },
        "logaddexp": { logAddExp($0, $1) }, "logical_and": { $0.cast(to: .bool) .& $1.cast(to: .bool) },
        "logical_or": { $0.cast(to: .bool) .| $1.cast(to: .bool) },
        "logical_xor": { $0.cast(to: .bool) .^ $1.cast(to: .bool) }, "matmul": { matmul($0, $1) },
        "maximum": { maximum($0, $1) }, "minimum": { minimum($0, $1) }, "mod": { mod($0, $1) },
        "multiply": { $0 * $1 }, "not_equal": { $0 .!= $1 }, "outer": { outer($0.flattened(), $1) },
        "power": { pow($0, $1) }, "subtract": { $0 - $1 }, "true_divide": { $0 / $1 }, "vdot": { vdot($0, $1) },
    ]

    private static func folds(_ name: String, _ a: OpsArguments) throws -> [Tensor]? {
        let keeps = a.keepsDimensions
        switch name {
        case "all": return [try a.tensor(0).cast(to: .bool).all(axes: try a.axes(), keepDimensions: keeps)]
        case "any": return [try a.tensor(0).cast(to: .bool).any(axes: try a.axes(), keepDimensions: keeps)]
        case "argmax", "argmin":
            let axis = try a.integer(1, "axis")
            let x = axis == nil ? try a.tensor(0).flattened() : try a.tensor(0)
            return [
                name == "argmax"
                    ? x.argMax(axis: axis ?? 0, keepDimensions: keeps)
                    : x.argMin(axis: axis ?? 0, keepDimensions: keeps)
            ]
        case "average": return [try a.tensor(0).average(axes: try a.axes(), weights: try a.optional(2, "weights"))]
        case "count_nonzero": return [try a.tensor(0).countNonzero(axes: try a.axes())]
        case "cumprod", "cumsum":
            let axis = try a.integer(1, "axis")
            let x = axis == nil ? try a.tensor(0).flattened() : try a.tensor(0)
            return [
                name == "cumsum"
                    ? try x.cumulativeSum(axis: axis ?? 0) : try x.cumulativeProduct(axis: axis ?? 0)
            ]
        case "diff":
            return [try a.tensor(0).differences(try a.integer(1, "n") ?? 1, axis: try a.integer(2, "axis") ?? -1)]
        case "logsumexp": return [try a.tensor(0).logSumExp(axes: try a.axes(), keepDimensions: keeps)]
        case "max", "amax": return [try a.tensor(0).evenMax(axes: try a.axes(), keepDimensions: keeps)]
        case "min", "amin":
            let turned = -(try a.tensor(0))
            return [-turned.evenMax(axes: try a.axes(), keepDimensions: keeps)]
        case "mean": return [try a.tensor(0).mean(axes: try a.axes(), keepDimensions: keeps)]
        case "moments":
            let found = try a.tensor(0).moments(axes: try a.axes(1, "axes"), keepDimensions: keeps)
            return [found.mean, found.variance]
        case "norm":
            let order: Double
            switch a.raw(1, "ord") {
            case nil, .string("fro")?, .string("euclidean")?: order = 2
            case .string("nuc")?: order = 0
            case let value?: order = try KerasConfig.number(value, "ord")
            }
            let axes = try a.axes(2, "axis")
            let rank = try a.tensor(0).rank
            let isMatrix = (axes.numbers?.count ?? rank) > 1
            if isMatrix, a.raw(1, "ord") != nil, order != 2 || a.text(1, "ord") == nil {
                return [try matrixNorm(try a.tensor(0), axes, order, keepDimensions: keeps)]
            }
            return [try a.tensor(0).norm(order: order, axes: axes, keepDimensions: keeps)]
        case "normalize":
            return [
                try a.tensor(0).normalized(
                    axes: Axes(try a.integers(1, "axis") ?? [-1]), order: try a.number(2, "order") ?? 2,
                    epsilon: try a.number(3, "epsilon") ?? 1e-7)
            ]
        case "prod": return [try a.tensor(0).prod(axes: try a.axes(), keepDimensions: keeps)]
        case "std": return [try a.tensor(0).std(axes: try a.axes(), keepDimensions: keeps)]
        case "sum": return [try a.tensor(0).sum(axes: try a.axes(), keepDimensions: keeps)]
        case "var": return [try a.tensor(0).variance(axes: try a.axes(), keepDimensions: keeps)]
        default: return nil
        }
    }

    /// A norm of matrices: the greatest or least sum of a column or row, singular value, or for 0 the sum of these.
    private static func matrixNorm(
        _ x: Tensor, _ axes: Axes, _ order: Double, keepDimensions: Bool
    ) throws -> Tensor {
        let places = (axes.numbers ?? Array(0..<x.rank)).map { $0 < 0 ? $0 + x.rank : $0 }
        guard places.count == 2 else { throw Unsupported("a norm of more than matrices") }
        let matrices = x.transposed(x.shape.indices.filter { !places.contains($0) } + places)
        let found: Tensor
        switch abs(order) {
        case 1: found = abs(matrices).sum(axes: -2)
        case .infinity: found = abs(matrices).sum(axes: -1)
        default: found = try matrices.singularValues()
        }
        let norm = order == 0 ? found.sum(axes: -1) : order > 0 ? found.max(axes: -1) : found.min(axes: -1)
        return keepDimensions ? norm.expandedDimensions(axes: Axes(places.sorted())) : norm
    }

    private static func shapes(_ name: String, _ a: OpsArguments) throws -> [Tensor]? {
        switch name {
        case "broadcast_to": return [try a.tensor(0).broadcast(to: try a.integers(1, "shape") ?? [])]
        case "concatenate": return [concatenate(try a.tensors(0, "xs"), axis: try a.integer(1, "axis") ?? 0)]
        case "expand_dims": return [try a.tensor(0).expandedDimensions(axes: try a.axes())]
        case "flip": return [try a.tensor(0).reversed(axes: try a.axes())]
        case "moveaxis":
            let x = try a.tensor(0)
            func places(_ place: Int, _ name: String) throws -> [Int] {
                (try a.integers(place, name) ?? [0]).map { $0 < 0 ? $0 + x.rank : $0 }
            }
            let (from, to) = (try places(1, "source"), try places(2, "destination"))
            var order = x.shape.indices.filter { !from.contains($0) }
            for (source, target) in zip(from, to).sorted(by: { $0.1 < $1.1 }) { order.insert(source, at: target) }
            return [x.transposed(order)]
        case "pad":
            let edges = try a.pairs(1, "pad_width").map { EdgePadding($0[0], $0[$0.count - 1]) }
            let mode = a.text(2, "mode") ?? "constant"
            let x = try a.tensor(0)
            if mode == "constant" {
                return [x.padded(edges, with: try a.optional(3, "constant_values") ?? 0)]
            }
            guard let mode = PaddingMode(rawValue: mode) else { throw Unsupported("pad mode \(mode)") }
            return [x.padded(edges, mode: mode)]
        case "repeat":
            if case .array? = a.raw(1, "repeats") {
                let (x, axis) = (try a.tensor(0), try a.integer(2, "axis"))
                let rows = axis == nil ? x.flattened() : x
                let counts = try a.integers(1, "repeats") ?? []
                let pieces = zip(rows.split(rows.shape[axis ?? 0], axis: axis ?? 0), counts)
                return [concatenate(pieces.map { $0.repeated($1, axis: axis ?? 0) }, axis: axis ?? 0)]
            }
            let times = try a.integer(1, "repeats") ?? 1
            guard let axis = try a.integer(2, "axis") else {
                return [try a.tensor(0).flattened().repeated(times, axis: 0)]
            }
            return [try a.tensor(0).repeated(times, axis: axis)]
        case "reshape": return [try a.tensor(0).reshaped(try a.integers(1, "newshape") ?? [])]
        case "roll":
            let shifts = try a.integers(1, "shift") ?? [0]
            guard let axes = try a.integers(2, "axis") else { return [try a.tensor(0).rolled(shifts[0], axis: nil)] }
            return [
                axes.enumerated().reduce(try a.tensor(0)) { x, item in
                    x.rolled(shifts[shifts.count == 1 ? 0 : item.offset], axis: item.element)
                }
            ]
        case "rot90":
            let axes = try a.integers(2, "axes") ?? [0, 1]
            return [try a.tensor(0).rotated90(try a.integer(1, "k") ?? 1, axes: (axes[0], axes[1]))]
        case "slice":
            return [
                try a.tensor(0).slice(
                    start: try a.integers(1, "start_indices") ?? [], sizes: try a.integers(2, "shape") ?? [])
            ]
        case "slice_update":
            return [
                try a.tensor(0).replacing(
                    start: try a.integers(1, "start_indices") ?? [], with: try a.tensor(2, "updates"))
            ]
        case "split":
            let axis = try a.integer(2, "axis") ?? 0
            let x = try a.tensor(0)
            guard case .array? = a.raw(1, "indices_or_sections") else {
                return x.split(try a.integer(1, "indices_or_sections") ?? 1, axis: axis)
            }
            let ends = (try a.integers(1, "indices_or_sections") ?? []) + [x.shape[axis < 0 ? axis + x.rank : axis]]
            return x.split(sizes: zip(ends, [0] + ends.dropLast()).map { $0 - $1 }, axis: axis)
        case "squeeze": return [try a.tensor(0).squeezed(axes: try a.axes())]
        case "stack": return [stack(try a.tensors(0, "x"), axis: try a.integer(1, "axis") ?? 0)]
        case "swapaxes":
            return [try a.tensor(0).swappedAxes(try a.integer(1, "axis1") ?? 0, try a.integer(2, "axis2") ?? 1)]
        case "tile": return [try a.tensor(0).tiled(try a.integers(1, "repeats") ?? [])]
        case "transpose": return [try a.tensor(0).transposed(try a.integers(1, "axes"))]
        case "meshgrid": return meshgrid(try a.allTensors(), isXY: a.text(99, "indexing") != "ij")
        default: return nil
        }
    }

    private static func matrices(_ name: String, _ a: OpsArguments) throws -> [Tensor]? {
        switch name {
        case "diag": return [try a.tensor(0).diag(offset: try a.integer(1, "k") ?? 0)]
        case "diagonal", "trace":
            let (offset, first, second) = (
                try a.integer(1, "offset") ?? 0, try a.integer(2, "axis1") ?? 0, try a.integer(3, "axis2") ?? 1
            )
            return [
                name == "trace"
                    ? try a.tensor(0).trace(offset: offset, axis1: first, axis2: second)
                    : try a.tensor(0).diagonal(offset: offset, axis1: first, axis2: second)
            ]
        case "einsum":
            guard let equation = a.text(0, "subscripts") else { throw Unsupported("an equation") }
            let tensors = try a.allTensors()
            switch tensors.count {
            case 1: return [einsum(equation, tensors[0])]
            case 2: return [einsum(equation, tensors[0], tensors[1])]
            case 3: return [einsum(equation, tensors[0], tensors[1], tensors[2])]
            default: throw Unsupported("einsum of many tensors")
            }
        case "tensordot":
            let (x, y) = (try a.tensor(0), try a.tensor(1))
            if case .array(let lists)? = a.raw(2, "axes") {
                let both = try lists.map { value -> [Int] in
                    if case .array(let list) = value { return try list.map { try KerasConfig.integer($0, "axes") } }
                    return [try KerasConfig.integer(value, "axes")]
                }
                return [tensordot(x, y, axes: (both[0], both[1]))]
            }
            let count = try a.integer(2, "axes") ?? 2
            return [tensordot(x, y, axes: (Array(x.rank - count..<x.rank), Array(0..<count)))]
        case "tril": return [try a.tensor(0).lowerTriangle(diagonal: try a.integer(1, "k") ?? 0)]
        case "triu": return [try a.tensor(0).upperTriangle(diagonal: try a.integer(1, "k") ?? 0)]
        case "correlate":
            guard let mode = CorrelationMode(rawValue: a.text(2, "mode") ?? "valid") else { return nil }
            return [correlate(try a.tensor(0), try a.tensor(1), mode: mode)]
        case "det": return [try a.tensor(0).determinant()]
        case "slogdet":
            let found = try a.tensor(0).signedLogDeterminant()
            return [found.sign, found.log]
        case "inv": return [try a.tensor(0).inverse()]
        case "cholesky":
            let lower = try a.tensor(0).cholesky()
            return [a.flag(1, "upper") ? lower.swappedAxes(-2, -1) : lower]
        case "solve_triangular":
            return [try solveTriangular(try a.tensor(0), try a.tensor(1), isLower: a.flag(2, "lower"))]
        case "eigh":
            let found = try a.tensor(0).symmetricEigen()
            return [found.values, found.vectors]
        case "svd":
            guard !a.flag(2, "compute_uv", true) else { throw Unsupported("singular vectors") }
            return [try a.tensor(0).singularValues()]
        case "lstsq": return [try leastSquares(try a.tensor(0), try a.tensor(1))]
        case "qr":
            let found = try a.tensor(0).qr()
            return [found.q, found.r]
        default: return nil
        }
    }

    private static func networks(_ name: String, _ a: OpsArguments) throws -> [Tensor]? {
        let format = try a.format()
        func image(_ place: Int = 0) throws -> Tensor { try a.tensor(place).channelsLast(from: format) }
        switch name {
        case "conv", "depthwise_conv":
            let (x, kernel) = (try image(), try a.tensor(1))
            let rank = x.rank - 2
            let (strides, dilations) = (
                try a.sizes(2, "strides", rank, 1), try a.sizes(99, "dilation_rate", rank, 1)
            )
            if name == "depthwise_conv" {
                return [
                    depthwiseConvolution(
                        x, kernel, strides: strides, padding: try a.padding(3), dilations: dilations
                    ).channelsLast(to: format)
                ]
            }
            let groups = max(1, x.shape[rank + 1] / max(1, kernel.shape[rank]))
            return [
                convolution(
                    x, kernel, strides: strides, padding: try a.padding(3), dilations: dilations, groups: groups
                ).channelsLast(to: format)
            ]
        case "separable_conv":
            let x = try image()
            let rank = x.rank - 2
            let spread = depthwiseConvolution(
                x, try a.tensor(1), strides: try a.sizes(3, "strides", rank, 1), padding: try a.padding(4),
                dilations: try a.sizes(99, "dilation_rate", rank, 1))
            return [convolution(spread, try a.tensor(2)).channelsLast(to: format)]
        case "conv_transpose":
            let (x, kernel) = (try image(), try a.tensor(1))
            let rank = x.rank - 2
            return [
                transposedConvolution(
                    x, kernel, strides: try a.sizes(2, "strides", rank, 1), padding: try a.padding(3),
                    outputPadding: a.raw(4, "output_padding") == nil
                        ? nil : try a.sizes(4, "output_padding", rank, 0),
                    dilations: try a.sizes(99, "dilation_rate", rank, 1)
                ).channelsLast(to: format)
            ]
        case "max_pool", "average_pool":
            let x = try image()
            let window = try a.sizes(1, "pool_size", x.rank - 2, 2)
            let strides = a.raw(2, "strides") == nil ? window : try a.sizes(2, "strides", x.rank - 2, 1)
            let pool =
                name == "max_pool"
                ? maxPool(x, window: window, strides: strides, padding: try a.padding(3))
                : averagePool(x, window: window, strides: strides, padding: try a.padding(3))
            return [pool.channelsLast(to: format)]
        case "batch_normalization":
            let x = try a.tensor(0)
            let axis = try a.integer(3, "axis") ?? -1
            let place = axis < 0 ? axis + x.rank : axis
            let spread = x.shape.indices.map { $0 == place ? x.shape[$0] : 1 }
            let mean = try a.tensor(1).reshaped(spread)
            let variance = try a.tensor(2).reshaped(spread)
            var y = (x - mean) * rsqrt(variance + (try a.number(99, "epsilon") ?? 1e-3))
            if let scale = try a.optional(5, "scale") { y = y * scale.reshaped(spread) }
            if let offset = try a.optional(4, "offset") { y = y + offset.reshaped(spread) }
            return [y]
        case "layer_normalization", "rms_normalization":
            let x = try a.tensor(0)
            let isRMS = name == "rms_normalization"
            let axes = Axes(try a.integers(isRMS ? 2 : 3, "axis") ?? [-1])
            let epsilon = try a.number(isRMS ? 3 : 4, "epsilon") ?? (isRMS ? 1e-7 : 1e-7)
            let centered = isRMS ? x : x - x.mean(axes: axes, keepDimensions: true)
            var y = centered * rsqrt(square(centered).mean(axes: axes, keepDimensions: true) + epsilon)
            if let scale = try a.optional(1, isRMS ? "scale" : "gamma") { y = y * scale }
            if !isRMS, let beta = try a.optional(2, "beta") { y = y + beta }
            return [y]
        case "dot_product_attention":
            let (q, k, v) = (try a.tensor(0), try a.tensor(1), try a.tensor(2))
            let factor: Double = try a.number(5, "scale") ?? 1 / Double(q.shape[3]).squareRoot()
            var scores = einsum("bqhd,bkhd->bhqk", q, k) * factor
            if let bias = try a.optional(3, "bias") { scores = scores + bias }
            var mask = try a.optional(4, "mask")
            if a.flag(6, "is_causal") {
                let size = [q.shape[1], k.shape[1]]
                let causal = Tensor.iota(size, axis: 0) .>= Tensor.iota(size, axis: 1)
                mask = mask.map { $0 .& causal } ?? causal
            }
            if let mask {
                let low = -0.7 * Double(Float.greatestFiniteMagnitude)
                scores = which(mask, scores, Tensor.full(like: scores, Tensor(floatLiteral: low)))
            }
            return [einsum("bhqk,bkhd->bqhd", softmax(scores), v)]
        case "one_hot":
            return [
                oneHot(try a.tensor(0), classes: try a.integer(1, "num_classes") ?? 0)
                    .movedAxis(-1, to: try a.integer(2, "axis") ?? -1)
            ]
        case "multi_hot":
            let numbers = try a.tensor(0)
            let rows = oneHot(numbers, classes: try a.integer(1, "num_classes") ?? 0)
            return [rows.max(axes: numbers.rank > 1 ? 1 : 0)]
        case "binary_crossentropy":
            return [binaryCrossentropy(try a.tensor(0), try a.tensor(1), fromLogits: a.flag(2, "from_logits"))]
        case "categorical_crossentropy", "sparse_categorical_crossentropy":
            let output = try a.tensor(1)
            let axis = try a.integer(3, "axis") ?? -1
            var target = try a.tensor(0)
            if name.hasPrefix("sparse") {
                if target.rank == output.rank, target.shape.last == 1 { target = target.squeezed(axes: -1) }
                target = oneHot(target.cast(to: .i32), classes: output.shape.last ?? 0)
            }
            return [categoricalCrossentropy(target, output, fromLogits: a.flag(2, "from_logits"), axis: axis)]
        case "ctc_loss":
            return [
                ctcLoss(
                    try a.tensor(0), try a.tensor(1), labelLengths: try a.tensor(2), logitLengths: try a.tensor(3),
                    blank: try a.integer(4, "mask_index") ?? 0)
            ]
        case "psnr":
            let difference = try a.tensor(0) - (try a.tensor(1))
            let mean = square(difference).mean()
            return [20 * log10(try a.tensor(2, "max_val")) - 10 * log10(mean)]
        default: return nil
        }
    }

    private static func orders(_ name: String, _ a: OpsArguments) throws -> [Tensor]? {
        switch name {
        case "argsort": return [try a.tensor(0).argSort(axis: try a.integer(1, "axis") ?? -1)]
        case "sort": return [try a.tensor(0).sorted(axis: try a.integer(1, "axis") ?? -1)]
        case "top_k":
            let found = try a.tensor(0).topK(try a.integer(1, "k") ?? 1)
            return [found.values, found.places]
        case "in_top_k":
            return [inTopK(try a.tensor(0), try a.tensor(1), try a.integer(2, "k") ?? 1)]
        case "median":
            return [try quantiles([0.5], a, a.integers(1, "axis"))[0]]
        case "quantile", "percentile":
            let parts = try a.value(1, "q") ?? []
            let scale: Double = name == "percentile" ? 0.01 : 1
            let found = try quantiles(parts.map { $0 * scale }, a, try a.integers(2, "axis"))
            return a.isScalar(1, "q") ? found : [stack(found)]
        case "searchsorted":
            return [searchSorted(try a.tensor(0), try a.tensor(1), fromRight: a.text(2, "side") == "right")]
        case "digitize": return [digitize(try a.tensor(0), try a.tensor(1))]
        case "bincount":
            let numbers = try a.value(0, "x") ?? []
            let count = max(Int(numbers.max() ?? -1) + 1, try a.integer(2, "minlength") ?? 0)
            return [binCount(try a.tensor(0), count: count, weights: try a.optional(1, "weights"))]
        case "histogram":
            let numbers = try a.value(0, "x") ?? []
            let bins = try a.integer(1, "bins") ?? 10
            let range = try a.value(2, "range") ?? [numbers.min() ?? 0, numbers.max() ?? 1]
            let edges = Tensor.linspace(Float(range[0]), Float(range[1]), count: bins + 1)
            let x = try a.tensor(0).flattened()
            let place = digitize(x, edges) - 1
            let bin = which(x .== edges[bins], Tensor.full(like: place, Tensor(Int32(bins - 1))), place)
            return [binCount(bin, count: bins), edges]
        default: return nil
        }
    }

    /// Quantiles over any axes, between neighbours as `method` says.
    private static func quantiles(_ parts: [Double], _ a: OpsArguments, _ axes: [Int]?) throws -> [Tensor] {
        let x = try a.tensor(0)
        let places = (axes ?? Array(0..<x.rank)).map { $0 < 0 ? $0 + x.rank : $0 }
        let others = x.shape.indices.filter { !places.contains($0) }
        let count = places.map { x.shape[$0] }.reduce(1, *)
        let rows = places.count == 1 ? x : x.transposed(others + places).reshaped(others.map { x.shape[$0] } + [count])
        let axis = places.count == 1 ? places[0] : others.count
        return try parts.map { part in
            let position = part * Double(count - 1)
            let rule: FloatingPointRoundingRule?
            switch a.text(4, "method") ?? "linear" {
            case "lower": rule = .down
            case "higher": rule = .up
            case "nearest": rule = .toNearestOrEven
            case "linear": rule = nil
            default: throw Unsupported("a quantile by another method")
            }
            let place = rule.map { Int(position.rounded($0)) }
            let found =
                place.map { rows.sorted(axis: axis).slice($0..<$0 + 1, axis: axis).squeezed(axes: Axes(axis)) }
                ?? rows.quantile(part, axis: axis)
            return a.keepsDimensions ? found.expandedDimensions(axes: Axes(places.sorted())) : found
        }
    }

    private static func others(_ name: String, _ a: OpsArguments) throws -> [Tensor]? {
        switch name {
        case "arange":
            let (first, second) = (try a.number(0, "start") ?? 0, try a.number(1, "stop"))
            return [
                Tensor.arange(
                    second == nil ? 0 : first, second ?? first, step: try a.number(2, "step") ?? 1,
                    try element(a, integers: [a.raw(0, "start"), a.raw(1, "stop"), a.raw(2, "step")]))
            ]
        case "bartlett": return [Tensor.bartlett(try a.integer(0, "x") ?? 0)]
        case "blackman": return [Tensor.blackman(try a.integer(0, "x") ?? 0)]
        case "hamming": return [Tensor.hamming(try a.integer(0, "x") ?? 0)]
        case "hanning": return [Tensor.hanning(try a.integer(0, "x") ?? 0)]
        case "kaiser": return [Tensor.kaiser(try a.integer(0, "x") ?? 0, beta: try a.number(1, "beta") ?? 0)]
        case "clip": return [try a.tensor(0).clip(try a.tensor(1), try a.tensor(2))]
        case "extract_sequences":
            return [
                try a.tensor(0).sequences(
                    length: try a.integer(1, "sequence_length") ?? 1, stride: try a.integer(2, "sequence_stride") ?? 1)
            ]
        case "eye":
            return [
                Tensor.eye(
                    try a.integer(0, "N") ?? 0, columns: try a.integer(1, "M"), diagonal: try a.integer(2, "k") ?? 0)
            ]
        case "linspace": return [try spaced(a)]
        case "logspace":
            let powers = try spaced(a)
            return [pow(Tensor.full(like: powers, Tensor(floatLiteral: try a.number(99, "base") ?? 10)), powers)]
        case "nan_to_num":
            return [
                nanToNum(
                    try a.tensor(0), nan: try a.number(1, "nan") ?? 0, positiveInfinity: try a.number(2, "posinf"),
                    negativeInfinity: try a.number(3, "neginf"))
            ]
        case "rfft":
            let found = try a.tensor(0).rfft(length: try a.integer(1, "fft_length"))
            return [found.real, found.imaginary]
        case "stft":
            let length = try a.integer(1, "sequence_length") ?? 1
            let window: Tensor?
            switch a.isNull(4, "window") ? "" : a.text(4, "window") ?? "hann" {
            case "hann": window = Tensor.hanning(length + 1).slice(0..<length, axis: 0)
            case "hamming": window = Tensor.hamming(length + 1).slice(0..<length, axis: 0)
            default: window = nil
            }
            let found = try a.tensor(0).stft(
                length: length, stride: try a.integer(2, "sequence_stride") ?? 1,
                fftLength: try a.integer(3, "fft_length") ?? length, window: window,
                isCentred: a.flag(5, "center", true))
            return [found.real, found.imaginary]
        case "scatter":
            return [scatter(try a.tensor(0), try a.tensor(1), shape: try a.integers(2, "shape") ?? [])]
        case "scatter_update": return [try a.tensor(0).scatterUpdate(try a.tensor(1), try a.tensor(2))]
        case "segment_sum", "segment_max":
            let count = try a.integer(2, "num_segments") ?? Int((try a.value(1, "segment_ids") ?? []).max() ?? -1) + 1
            return [
                name == "segment_sum"
                    ? segmentSum(try a.tensor(0), try a.tensor(1), segments: count)
                    : segmentMax(try a.tensor(0), try a.tensor(1), segments: count)
            ]
        case "take":
            guard let axis = try a.integer(2, "axis") else {
                return [try a.tensor(0).flattened().take(try a.tensor(1))]
            }
            return [try a.tensor(0).take(try a.tensor(1), axis: axis)]
        case "take_along_axis":
            guard let axis = try a.integer(2, "axis") else {
                return [try a.tensor(0).flattened().takeAlong(try a.tensor(1), axis: 0)]
            }
            return [try a.tensor(0).takeAlong(try a.tensor(1), axis: axis)]
        case "where": return [which(try a.tensor(0).cast(to: .bool), try a.tensor(1), try a.tensor(2))]
        default: return nil
        }
    }

    /// Numbers at equal distances, from literals or from one tensor to another.
    private static func spaced(_ a: OpsArguments) throws -> Tensor {
        let count = try a.integer(2, "num") ?? 50
        let whole = a.flag(3, "endpoint", true) ? count : count + 1
        if a.isScalar(0, "start"), a.isScalar(1, "stop") {
            let numbers = Tensor.linspace(
                Float(try a.number(0, "start") ?? 0), Float(try a.number(1, "stop") ?? 1), count: whole)
            return numbers.slice(0..<count, axis: 0)
        }
        let (start, stop) = (try a.tensor(0, "start"), try a.tensor(1, "stop"))
        let step = (stop - start) / Double(max(whole - 1, 1))
        return stack((0..<count).map { start + step * Double($0) }, axis: try a.integer(99, "axis") ?? 0)
    }

    /// f32, or i32 where all numbers are whole and no type is stated.
    private static func element(_ a: OpsArguments, integers: [JSONValue?]) throws -> ElementType {
        if let text = a.text(99, "dtype") {
            return text.hasPrefix("int") ? .i32 : .f32
        }
        let isWhole = integers.allSatisfy { value in
            switch value {
            case nil, .integer?: true
            default: false
            }
        }
        return isWhole ? .i32 : .f32
    }
}
