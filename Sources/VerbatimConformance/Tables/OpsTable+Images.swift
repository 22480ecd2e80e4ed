import Verbatim

extension OpsTable {
    /// The functions on images; nil for another function.
    static func images(_ full: String, _ a: OpsArguments) throws -> [Tensor]? {
        let name = full.hasPrefix("image.") ? String(full.dropFirst(6)) : full
        let format = try a.format()
        func isSingle(_ x: Tensor) -> Bool { x.rank == (name == "extract_patches_3d" ? 4 : 3) }
        func image(_ place: Int = 0) throws -> Tensor {
            let x = try a.tensor(place)
            return (isSingle(x) ? x.expandedDimensions(axes: 0) : x).channelsLast(from: format)
        }
        func result(_ x: Tensor) throws -> [Tensor] {
            let shaped = x.channelsLast(to: format)
            return [isSingle(try a.tensor(0)) ? shaped.squeezed(axes: 0) : shaped]
        }
        func interpolation(_ name: String = "interpolation") throws -> Interpolation {
            guard let found = Interpolation(rawValue: a.text(99, name) ?? "bilinear") else {
                throw Unsupported("interpolation")
            }
            return found
        }
        func fill(_ other: FillMode) throws -> FillMode {
            guard let text = a.text(99, "fill_mode") else { return other }
            guard let mode = FillMode(rawValue: text) else { throw Unsupported("fill mode \(text)") }
            return mode
        }
        switch name {
        case "affine_transform":
            let map = try a.tensor(1)
            let rows = map.rank == 1 ? map.expandedDimensions(axes: 0) : map
            let numbers = rows.split(8, axis: 1).map { $0.reshaped([rows.shape[0], 1, 1, 1]) }
            return try result(
                try image().affine(
                    numbers, interpolation: try interpolation(), fill: try fill(.constant),
                    value: try a.number(99, "fill_value") ?? 0))
        case "perspective_transform":
            let points = try [a.tensor(1), a.tensor(2)].map { $0.rank == 2 ? $0.expandedDimensions(axes: 0) : $0 }
            return try result(
                try image().perspective(
                    from: points[0], to: points[1], interpolation: try interpolation(),
                    value: try a.number(99, "fill_value") ?? 0))
        case "crop_images", "pad_images":
            let x = try image()
            let stem = name == "crop_images" ? "cropping" : "padding"
            let isCrop = name == "crop_images"
            func edges(_ first: String, _ last: String, _ at: Int, _ target: String, _ size: Int) throws -> (Int, Int) {
                let low = try a.integer(at, "\(first)_\(stem)")
                let high = try a.integer(at + 2, "\(last)_\(stem)")
                let goal = try a.integer(at + 4, "target_\(target)")
                let total = goal.map { isCrop ? size - $0 : $0 - size }
                let start = low ?? (total ?? 0) - (high ?? 0)
                return (start, high ?? (total ?? start) - start)
            }
            let rows = try edges("top", "bottom", 1, "height", x.shape[1])
            let columns = try edges("left", "right", 2, "width", x.shape[2])
            let sign = isCrop ? -1 : 1
            return try result(
                x.padded([
                    .zero, EdgePadding(sign * rows.0, sign * rows.1), EdgePadding(sign * columns.0, sign * columns.1),
                    .zero,
                ]))
        case "extract_patches", "extract_patches_3d":
            let x = try image()
            let rank = x.rank - 2
            let window = try a.sizes(1, "size", rank, 1)
            let strides = a.raw(2, "strides") == nil ? window : try a.sizes(2, "strides", rank, 1)
            return try result(
                x.patches(
                    window: window, strides: strides, dilations: try a.sizes(3, "dilation_rate", rank, 1),
                    padding: try a.padding(4)))
        case "gaussian_blur":
            let size = try a.sizes(1, "kernel_size", 2, 3)
            let sigma = try a.value(2, "sigma") ?? [1, 1]
            return try result(
                try image().gaussianBlurred(
                    height: size[0], width: size[1], sigma: sigma.count == 1 ? [sigma[0], sigma[0]] : sigma))
        case "hsv_to_rgb": return try result(try image().hsvToRGB())
        case "rgb_to_hsv": return try result(try image().rgbToHSV())
        case "rgb_to_grayscale": return try result(try image().rgbToGrayscale())
        case "resize":
            let size = try a.integers(1, "size") ?? []
            return try result(
                resized(
                    try image(), height: size[0], width: size[1], interpolation: try interpolation(),
                    antialias: a.flag(3, "antialias"), cropsToAspectRatio: a.flag(4, "crop_to_aspect_ratio"),
                    pad: a.flag(5, "pad_to_aspect_ratio") ? try a.number(7, "fill_value") ?? 0 : nil))
        case "map_coordinates":
            return [
                try a.tensor(0).mapped(
                    at: try a.tensor(1), order: try a.integer(2, "order") ?? 1, fill: try fill(.constant),
                    value: try a.number(99, "fill_value") ?? 0)
            ]
        case "fold":
            let size = try a.sizes(1, "output_size", 2, 1)
            return [
                try a.tensor(0).folded(
                    height: size[0], width: size[1], window: try a.sizes(2, "kernel_size", 2, 1),
                    strides: try a.sizes(5, "stride", 2, 1), dilations: try a.sizes(3, "dilation", 2, 1),
                    padding: try a.sizes(4, "padding", 2, 0))
            ]
        case "sobel_edges":
            let edges = try image().sobelEdges()
            return [format == .channelsFirst ? edges.movedAxis(3, to: 1) : edges]
        case "ssim":
            let value = structuralSimilarity(
                try image(), try image(1), greatest: try a.number(2, "max_val") ?? 1,
                size: try a.integer(3, "filter_size") ?? 11, sigma: try a.number(4, "filter_sigma") ?? 1.5,
                k1: try a.number(5, "k1") ?? 0.01, k2: try a.number(6, "k2") ?? 0.03)
            return [try a.tensor(0).rank == 3 ? value.squeezed(axes: 0) : value]
        case "scale_and_translate":
            let names: [String: Interpolation] = [
                "linear": .bilinear, "bilinear": .bilinear, "cubic": .bicubic, "bicubic": .bicubic,
                "lanczos3": .lanczos3, "lanczos5": .lanczos5, "trilinear": .bilinear,
            ]
            guard let method = names[a.text(5, "method") ?? "linear"] else { throw Unsupported("method") }
            return [
                try a.tensor(0).scaledAndTranslated(
                    sizes: try a.integers(1, "output_shape") ?? [], scale: try a.value(2, "scale") ?? [],
                    translation: try a.value(3, "translation") ?? [], axes: try a.integers(4, "spatial_dims") ?? [],
                    interpolation: method, antialias: a.flag(6, "antialias", true))
            ]
        case "depth_to_space": return try result(try image().depthToSpace(try a.integer(1, "block_size") ?? 1))
        case "space_to_depth": return try result(try image().spaceToDepth(try a.integer(1, "block_size") ?? 1))
        case "unfold":
            let x = try a.tensor(0)
            let window = try a.sizes(1, "kernel_size", 2, 1)
            let padding = try a.sizes(3, "padding", 2, 0)
            let padded = x.padded(
                [.zero, .zero] + padding.map { EdgePadding($0, $0) })
            let patches = padded.movedAxis(1, to: -1).patches(
                window: window, strides: try a.sizes(4, "stride", 2, 1), dilations: try a.sizes(2, "dilation", 2, 1))
            let (n, h, w) = (patches.shape[0], patches.shape[1], patches.shape[2])
            let channels = x.shape[1]
            return [
                patches.reshaped([n, h * w, window[0] * window[1], channels]).transposed([0, 3, 2, 1])
                    .reshaped([n, channels * window[0] * window[1], h * w])
            ]
        default: return nil
        }
    }
}
